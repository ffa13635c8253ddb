package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
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
		if (fact.text("type") != null) {
			sql.append(" AS ").append(fact.text("type"));
		}
		options(fact).forEach((option) -> sql.append(' ').append(option));
		work.create(fact, sql.toString());
		if (fact.text("owned_by") != null) {
			ownedBy(fact, work);
		}
	}

	private static String type(Fact fact) {
		String type = fact.text("type");
		return (type != null) ? type : "bigint";
	}

	private static List<String> options(Fact fact) {
		List<String> options = new ArrayList<>();
		add(options, "INCREMENT BY ", fact.text("increment"));
		add(options, "MINVALUE ", fact.text("minimum"));
		add(options, "MAXVALUE ", fact.text("maximum"));
		add(options, "START WITH ", fact.text("start"));
		add(options, "CACHE ", fact.text("cache"));
		if (fact.is("cycle")) {
			options.add("CYCLE");
		}
		return options;
	}

	private static void add(List<String> options, String words, @Nullable String value) {
		if (value != null) {
			options.add(words + value);
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
		if (!Identities.takeOver(fact, work)) {
			work.drop(fact, "DROP SEQUENCE " + Targets.name(fact.id()));
		}
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		String name = Targets.name(after.id());
		StringBuilder sql = new StringBuilder();
		if (attributes.contains("type")) {
			sql.append(" AS ").append(type(after));
		}
		SequenceOptions.changes(options(before), options(after)).forEach((option) -> sql.append(' ').append(option));
		Action first = null;
		for (String statement : SequenceOptions.fit(name, type(before), type(after), options(before), options(after))) {
			first = work.alter(after.id(), statement).after(first);
		}
		if (!sql.isEmpty()) {
			first = work.alter(after.id(), "ALTER SEQUENCE " + name + sql).after(first);
		}
		if (attributes.contains("unlogged")) {
			work.alter(after.id(), "ALTER SEQUENCE " + name + (after.is("unlogged") ? " SET UNLOGGED" : " SET LOGGED"))
				.after(first);
		}
		if (attributes.contains("owned_by")) {
			ownedBy(after, work);
		}
	}

}
