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
 * Default privileges. They are changed after everything has been made, so that objects
 * begin with those that were there before.
 */
final class DefaultPrivileges implements Rule {

	/**
	 * What an object that the role of the script makes begins with.
	 * @param securable the sort of object
	 * @param schema where it is made
	 * @param work both schemas
	 * @return what holds before anything is granted
	 */
	static Grants of(Securable securable, @Nullable String schema, Work work) {
		Grants grants = Grants.plain(securable, work.serverVersion());
		if (securable.plural() != null) {
			String name = "ON " + securable.plural();
			Fact everywhere = work.from().find(ObjectId.of(Kind.DEFAULT_PRIVILEGES, null, name));
			if (everywhere != null) {
				grants.change(everywhere.list("grants"));
			}
			Fact here = (schema != null)
					? work.from().find(ObjectId.of(Kind.DEFAULT_PRIVILEGES, null, name + " IN SCHEMA " + schema))
					: null;
			if (here != null) {
				grants.add(Grants.none(securable, work.serverVersion()).change(here.list("grants")));
			}
		}
		return grants;
	}

	@Override
	public void create(Fact fact, Work work) {
		change(start(fact, work), start(fact, work).change(fact.list("grants")), fact, work);
	}

	@Override
	public void drop(Fact fact, Work work) {
		Grants before = start(fact, work).change(fact.list("grants"));
		List<String> statements = statements(before, start(fact, work), fact);
		if (statements.isEmpty()) {
			return;
		}
		Action last = work.drop(fact, statements.get(0));
		if (!work.isDropped(fact.parent())) {
			for (String statement : statements.subList(1, statements.size())) {
				last = work.alter(fact.id(), statement).late().after(last);
			}
		}
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		change(start(before, work).change(before.list("grants")), start(after, work).change(after.list("grants")),
				after, work);
	}

	/** In a schema, defaults are what is added to those of the database. */
	private static Grants start(Fact fact, Work work) {
		Securable securable = Securable.valueOf(fact.required("_securable"));
		return (fact.text("_schema") != null) ? Grants.none(securable, work.serverVersion())
				: Grants.plain(securable, work.serverVersion());
	}

	private static void change(Grants before, Grants after, Fact fact, Work work) {
		if (after.isBeyondServer()) {
			work.unsupported().add(fact.id());
			return;
		}
		Action last = null;
		for (String statement : statements(before, after, fact)) {
			last = work.alter(fact.id(), statement).late().after(last);
		}
	}

	private static List<String> statements(Grants before, Grants after, Fact fact) {
		String role = fact.text("_role");
		String schema = fact.text("_schema");
		String alter = "ALTER DEFAULT PRIVILEGES" + ((role != null) ? " FOR ROLE " + Names.quote(role) : "")
				+ ((schema != null) ? " IN SCHEMA " + Names.quote(schema) : "") + " ";
		String on = " ON " + Securable.valueOf(fact.required("_securable")).plural();
		String owner = (role != null) ? Names.quote(role) : "CURRENT_USER";
		List<String> statements = new ArrayList<>();
		for (Grants.Grant grant : before.minus(after)) {
			statements.add(alter + "REVOKE " + (grant.option() ? "GRANT OPTION FOR " : "") + grant.words() + on
					+ " FROM " + grant.role(owner));
		}
		for (Grants.Grant grant : after.beyond(before)) {
			statements.add(alter + "GRANT " + grant.words() + on + " TO " + grant.role(owner)
					+ (grant.option() ? " WITH GRANT OPTION" : ""));
		}
		return statements;
	}

}
