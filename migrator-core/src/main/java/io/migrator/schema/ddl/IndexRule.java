package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;

/**
 * Indexes that are no constraint's.
 */
final class IndexRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		ObjectId table = fact.parent();
		if (table == null) {
			throw new IllegalStateException(fact.id() + " has no table");
		}
		boolean concurrently = work.isOnline(table) && isAllowedConcurrently(table, work);
		work.create(fact,
				"CREATE " + (fact.is("unique") ? "UNIQUE " : "") + "INDEX " + (concurrently ? "CONCURRENTLY " : "")
						+ Names.quote(fact.id().name()) + " ON " + Targets.name(table) + " "
						+ fact.required("definition"))
			.mode(concurrently ? DdlStep.Mode.OUTSIDE : DdlStep.Mode.TRANSACTION);
	}

	private static boolean isAllowedConcurrently(ObjectId table, Work work) {
		Fact fact = work.to().find(table);
		return fact != null && fact.text("partition_key") == null;
	}

	@Override
	public void drop(Fact fact, Work work) {
		ObjectId table = fact.parent();
		boolean concurrently = table != null && work.options().online() && !work.isDropped(table)
				&& isAllowedConcurrently(table, work);
		work.drop(fact, "DROP INDEX " + (concurrently ? "CONCURRENTLY " : "") + Targets.name(fact.id()))
			.mode(concurrently ? DdlStep.Mode.OUTSIDE : DdlStep.Mode.TRANSACTION);
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return change.attributes().stream().allMatch((attribute) -> switch (attribute) {
			case "clustered", "tablespace" -> true;
			default -> false;
		}) ? Verdict.ALTER : Verdict.REPLACE;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		ObjectId table = after.parent();
		if (attributes.contains("clustered") && table != null) {
			work.alter(after.id(), "ALTER TABLE " + Targets.name(table) + (after.is("clustered")
					? " CLUSTER ON " + Names.quote(after.id().name()) : " SET WITHOUT CLUSTER"))
				.late();
		}
		if (attributes.contains("tablespace")) {
			String tablespace = after.text("tablespace");
			work.alter(after.id(), "ALTER INDEX " + Targets.name(after.id()) + " SET TABLESPACE "
					+ Names.quote((tablespace != null) ? tablespace : "pg_default"))
				.late();
		}
	}

}
