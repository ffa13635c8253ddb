package io.migrator.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log: something that was done, by whom, from where and why.
 *
 * @param number the entry's number; a later entry has a greater one, but for what was
 * done at the same moment
 * @param at when, by the server's clock
 * @param action what was done, such as {@code deploy} or {@code backfill pause}
 * @param subject what it was done with, such as a migration's id or a backfill's name, or
 * {@code null} if with all
 * @param principal the person on whose word it was done, or {@code null} if nobody is
 * known, as when an application deploys at its start
 * @param who the database user, and the application in parentheses
 * @param host the machine or container that it was done from, or {@code null} if it was
 * done by a version of the migrator that did not tell
 * @param applicationVersion the application's version, or {@code null} if unknown
 * @param reason why, or {@code null} if nobody said
 */
public record AuditEntry(long number, Instant at, String action, @Nullable String subject, @Nullable String principal,
		String who, @Nullable String host, @Nullable String applicationVersion, @Nullable String reason) {

	/**
	 * The database user.
	 * @return the role that the session was opened with
	 */
	public String databaseUser() {
		int application = this.who.indexOf(" (");
		return (application > 0) ? this.who.substring(0, application) : this.who;
	}

	/**
	 * What the application calls itself.
	 * @return its name, or {@code null} if unknown
	 */
	public @Nullable String application() {
		int application = this.who.indexOf(" (");
		return (application > 0 && this.who.endsWith(")")) ? this.who.substring(application + 2, this.who.length() - 1)
				: null;
	}

}
