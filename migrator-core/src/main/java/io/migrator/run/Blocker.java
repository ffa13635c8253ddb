package io.migrator.run;

import org.jspecify.annotations.Nullable;

/**
 * A session that stands in the way.
 *
 * @param pid its process id on the server
 * @param application what it calls itself, maybe empty
 * @param user its database user, or {@code null} if the server does not say
 * @param clientAddress where it comes from, or {@code null} for a local one
 * @param state what it does, such as {@code idle in transaction}, or {@code null}
 * @param query its current or last statement with literals masked, or {@code null}
 */
public record Blocker(int pid, String application, @Nullable String user, @Nullable String clientAddress,
		@Nullable String state, @Nullable String query) {

	/**
	 * The session in one line for people.
	 * @return pid, application, user, state and query
	 */
	public String describe() {
		StringBuilder text = new StringBuilder("pid ").append(this.pid);
		if (!this.application.isEmpty()) {
			text.append(" (").append(this.application).append(')');
		}
		if (this.user != null) {
			text.append(", user ").append(this.user);
		}
		if (this.clientAddress != null) {
			text.append(", from ").append(this.clientAddress);
		}
		if (this.state != null) {
			text.append(", ").append(this.state);
		}
		if (this.query != null && !this.query.isBlank()) {
			text.append(": ").append(this.query);
		}
		return text.toString();
	}

}
