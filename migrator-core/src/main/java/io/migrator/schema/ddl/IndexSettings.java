package io.migrator.schema.ddl;

import java.util.Arrays;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What can be changed about an index that is there, be it a constraint's or not.
 */
final class IndexSettings {

	private IndexSettings() {
	}

	/**
	 * Changes settings in place.
	 * @param before what the index or constraint is
	 * @param after what it becomes
	 * @param attributes what differs
	 * @param work where the actions go
	 */
	static void alter(Fact before, Fact after, List<String> attributes, Work work) {
		for (String attribute : attributes) {
			switch (attribute) {
				case "options" -> options(before, after, work);
				case "tablespace" -> {
					String tablespace = after.text("tablespace");
					set(after, "SET TABLESPACE " + Names.quote((tablespace != null) ? tablespace : "pg_default"), work);
				}
				case "statistics" -> statistics(before, after, work);
				case "clustered" -> clustered(after, work);
				case "replica_identity" -> replicaIdentity(after, work);
				default -> {
				}
			}
		}
	}

	/**
	 * Says of a new index what its own statement does not say.
	 * @param fact the index or constraint
	 * @param work where the actions go
	 */
	static void afterCreation(Fact fact, Work work) {
		statistics(null, fact, work);
		if (fact.is("clustered")) {
			clustered(fact, work);
		}
		replicaIdentity(fact, work);
	}

	private static void options(Fact before, Fact after, Work work) {
		List<String> old = before.list("options");
		for (String clause : Arrays.asList(Storage.set(old, after.list("options")),
				Storage.reset(old, after.list("options")))) {
			if (clause != null) {
				set(after, clause, work);
			}
		}
	}

	/** Each entry is the number of a column and its target. */
	private static void statistics(@Nullable Fact before, Fact after, Work work) {
		List<String> old = (before != null) ? before.list("statistics") : List.of();
		for (String entry : after.list("statistics")) {
			if (!old.contains(entry)) {
				String[] parts = entry.split(" ");
				set(after, "ALTER COLUMN " + parts[0] + " SET STATISTICS " + parts[1], work);
			}
		}
		List<String> columns = after.list("statistics").stream().map((entry) -> entry.split(" ")[0]).toList();
		for (String entry : old) {
			String column = entry.split(" ")[0];
			if (!columns.contains(column)) {
				set(after, "ALTER COLUMN " + column + " SET STATISTICS -1", work);
			}
		}
	}

	private static void clustered(Fact fact, Work work) {
		ObjectId table = fact.parent();
		if (table == null) {
			return;
		}
		if (fact.is("clustered")) {
			work.alter(fact.id(), "ALTER TABLE " + Targets.name(table) + " CLUSTER ON " + Names.quote(index(fact)))
				.late();
		}
		else if (work.to().childrenOf(table).stream().noneMatch((other) -> other.is("clustered"))) {
			work.alter(fact.id(), "ALTER TABLE " + Targets.name(table) + " SET WITHOUT CLUSTER").late();
		}
	}

	private static void replicaIdentity(Fact fact, Work work) {
		ObjectId table = fact.parent();
		if (table != null && fact.is("replica_identity")) {
			work.alter(fact.id(),
					"ALTER TABLE " + Targets.name(table) + " REPLICA IDENTITY USING INDEX " + Names.quote(index(fact)))
				.late();
		}
	}

	private static String index(Fact fact) {
		return (fact.id().kind() == Kind.CONSTRAINT) ? Targets.sub(fact.id()) : fact.id().name();
	}

	private static void set(Fact fact, String clause, Work work) {
		work.alter(fact.id(), "ALTER INDEX " + Names.qualified(fact.id().schema(), index(fact)) + " " + clause).late();
	}

}
