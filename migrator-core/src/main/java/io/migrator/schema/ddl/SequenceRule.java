package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Sequences that are not an identity column's.
 */
final class SequenceRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		StringBuilder sql = new StringBuilder("CREATE ").append(fact.is("unlogged") ? "UNLOGGED " : "")
			.append("SEQUENCE ")
			.append(Targets.name(fact.id()));
		append(sql, " AS ", fact.text("type"));
		append(sql, " INCREMENT BY ", fact.text("increment"));
		append(sql, " MINVALUE ", fact.text("minimum"));
		append(sql, " MAXVALUE ", fact.text("maximum"));
		append(sql, " START WITH ", fact.text("start"));
		append(sql, " CACHE ", fact.text("cache"));
		sql.append(fact.is("cycle") ? " CYCLE" : "");
		work.create(fact, sql.toString());
		if (fact.text("owned_by") != null) {
			ownedBy(fact, work);
		}
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	private static void ownedBy(Fact fact, Work work) {
		String column = fact.text("owned_by");
		Action action = work
			.alter(fact.id(),
					"ALTER SEQUENCE " + Targets.name(fact.id()) + " OWNED BY " + ((column != null) ? column : "NONE"))
			.late();
		if (column != null) {
			// Both must have the same owner by then
			action.afterAspect(fact.id(), Action.Aspect.OWNER);
			for (ObjectId dependency : fact.dependencies()) {
				Fact owning = work.to().find(dependency);
				if (owning != null && owning.parent() != null && dependency.kind() == Kind.COLUMN) {
					action.afterAspect(owning.parent(), Action.Aspect.OWNER);
				}
			}
		}
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP SEQUENCE " + Targets.name(fact.id()));
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		StringBuilder sql = new StringBuilder();
		for (String attribute : attributes) {
			String value = after.text(attribute);
			switch (attribute) {
				case "type" -> sql.append(" AS ").append((value != null) ? value : "bigint");
				case "increment" -> sql.append(" INCREMENT BY ").append((value != null) ? value : "1");
				case "minimum" -> sql.append((value != null) ? " MINVALUE " + value : " NO MINVALUE");
				case "maximum" -> sql.append((value != null) ? " MAXVALUE " + value : " NO MAXVALUE");
				case "start" -> sql.append(" START WITH ").append((value != null) ? value : start(after));
				case "cache" -> sql.append(" CACHE ").append((value != null) ? value : "1");
				case "cycle" -> sql.append(after.is("cycle") ? " CYCLE" : " NO CYCLE");
				case "unlogged" -> sql.append(after.is("unlogged") ? " SET UNLOGGED" : " SET LOGGED");
				case "owned_by" -> ownedBy(after, work);
				default -> work.unsupported().add(after.id());
			}
		}
		if (!sql.isEmpty()) {
			work.alter(after.id(), "ALTER SEQUENCE " + Targets.name(after.id()) + sql);
		}
	}

	private static String start(Fact fact) {
		String increment = fact.text("increment");
		boolean descending = increment != null && increment.startsWith("-");
		String bound = fact.text(descending ? "maximum" : "minimum");
		return (bound != null) ? bound : descending ? "-1" : "1";
	}

}
