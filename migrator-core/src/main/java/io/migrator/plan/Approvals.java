package io.migrator.plan;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.history.Approval;
import io.migrator.history.History;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What is approved of the migrations that require it.
 *
 * @param given the approvals, by the ids of their migrations
 */
public record Approvals(Map<String, Approval> given) {

	/** Nothing is approved. */
	public static final Approvals NONE = new Approvals(Map.of());

	public Approvals {
		given = Map.copyOf(given);
	}

	/**
	 * The migrations whose approvals decide what is held: those that require one and are
	 * not applied as their files are now.
	 * @param migrations the files
	 * @param history what the database remembers
	 * @return their ids
	 */
	public static Set<String> asked(MigrationSet migrations, History history) {
		return Unapplied.of(migrations, history)
			.filter((migration) -> migration.directives().requiresApproval())
			.map((migration) -> migration.id().value())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Why a migration is held that requires approval.
	 * @param migration the migration
	 * @return a sentence with what to do about it, or {@code null} if it is approved as
	 * its file is now
	 */
	@Nullable String reason(Migration migration) {
		Approval approval = this.given.get(migration.id().value());
		String next = "'migrator approve " + migration.id() + "' gives it";
		if (approval == null) {
			return "requires approval: " + next;
		}
		return approval.checksum().equals(migration.up().checksum()) ? null
				: "requires approval: that of " + approval.by() + " was for another version of the file; " + next;
	}

}
