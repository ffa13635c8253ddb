package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Grants and revokes what is missing and too much. An object that was just made begins
 * with what the default privileges of the database give it.
 */
final class Privileges {

	private Privileges() {
	}

	static void create(Fact fact, Work work) {
		Securable securable = Securable.of(fact.id().kind());
		if (securable != null) {
			Grants start = DefaultPrivileges.of(securable, fact.id().schema(), work).ownedBy(owner(fact, work));
			Grants goal = base(fact.id(), securable, work).change(fact.list("privileges"));
			change(start, goal, false, new Target(fact, securable, null), work);
		}
		if (fact.text("identity") != null) {
			createSequence(fact, work);
		}
		ExtensionPrivileges.change(List.of(), fact, work);
	}

	private static void createSequence(Fact column, Work work) {
		Grants start = DefaultPrivileges.of(Securable.SEQUENCE, column.id().schema(), work)
			.ownedBy(owner(column, work));
		Grants goal = Grants.plain(Securable.SEQUENCE, work.serverVersion()).change(column.list("sequence_privileges"));
		change(start, goal, false, new Target(column, Securable.SEQUENCE, sequence(column)), work);
	}

	static void alter(Fact before, Fact after, List<String> attributes, Work work) {
		Securable securable = Securable.of(after.id().kind());
		if (securable != null && attributes.contains("privileges")) {
			Grants start = base(before.id(), securable, work).change(before.list("privileges"))
				.ownedBy(owner(after, work));
			Grants goal = base(after.id(), securable, work).change(after.list("privileges"));
			change(start, goal, before.is("_privileges_passed_on"), new Target(after, securable, null), work);
		}
		if (after.text("identity") != null && before.text("identity") == null) {
			createSequence(after, work);
		}
		else if (after.text("identity") != null && attributes.contains("sequence_privileges")) {
			Grants start = Grants.plain(Securable.SEQUENCE, work.serverVersion())
				.change(before.list("sequence_privileges"))
				.ownedBy(owner(after, work));
			Grants goal = Grants.plain(Securable.SEQUENCE, work.serverVersion())
				.change(after.list("sequence_privileges"));
			change(start, goal, before.is("_sequence_privileges_passed_on"),
					new Target(after, Securable.SEQUENCE, sequence(after)), work);
		}
		if (attributes.contains("member_privileges")) {
			ExtensionPrivileges.change(before.list("member_privileges"), after, work);
		}
	}

	/** What the attributes are relative to. */
	private static Grants base(ObjectId id, Securable securable, Work work) {
		Grants base = Grants.plain(securable, work.serverVersion());
		if (id.kind() == Kind.SCHEMA && "public".equals(id.name())) {
			base.change(List.of("+PUBLIC=USAGE"));
			if (work.serverVersion() < 15) {
				base.change(List.of("+PUBLIC=CREATE"));
			}
		}
		return base;
	}

	private static String owner(Fact fact, Work work) {
		Fact owned = (fact.parent() != null) ? work.to().find(fact.parent()) : fact;
		String owner = (owned != null) ? owned.text("owner") : null;
		return (owner != null) ? Names.quote(owner) : "CURRENT_USER";
	}

	/**
	 * The sequence of an identity column.
	 * @param column the column, or any other object
	 * @return its name with its schema, or {@code null} if there is none
	 */
	static @Nullable String sequence(Fact column) {
		return (column.text("identity") != null) ? Identities.sequence(column) : null;
	}

	/**
	 * Writes what leads from one state to another. Privileges that someone else passed on
	 * go only with those of the one who passed them on, so all of them are taken and
	 * given again.
	 */
	private static void change(Grants start, Grants goal, boolean passedOn, Target target, Work work) {
		if (goal.isBeyondServer()) {
			work.unsupported().add(target.fact.id());
			return;
		}
		List<Grants.Grant> revoked = start.minus(goal);
		String owner = owner(target.fact, work);
		List<String> statements = new ArrayList<>();
		if (passedOn && !revoked.isEmpty()) {
			List<String> everyone = start.others();
			statements.add(target.revokeAll(everyone));
			start.forget(everyone);
		}
		for (Grants.Grant grant : start.minus(goal)) {
			statements.add("REVOKE " + (grant.option() ? "GRANT OPTION FOR " : "") + target.of(grant) + " FROM "
					+ grant.role(owner));
		}
		for (Grants.Grant grant : goal.beyond(start)) {
			statements.add("GRANT " + target.of(grant) + " TO " + grant.role(owner)
					+ (grant.option() ? " WITH GRANT OPTION" : ""));
		}
		write(statements, target.fact, work);
		if (target.securable == Securable.TABLE && !revoked.isEmpty()) {
			restoreColumns(revoked, target.fact, work);
		}
	}

	private static void write(List<String> statements, Fact fact, Work work) {
		Action last = null;
		for (String statement : statements) {
			last = work.alter(fact.id(), statement)
				.late()
				.aspect(Action.Aspect.PRIVILEGES)
				.afterAspect(fact.id(), Action.Aspect.OWNER)
				.after(last);
			if (fact.parent() != null) {
				last.afterAspect(fact.parent(), Action.Aspect.OWNER)
					.afterAspect(fact.parent(), Action.Aspect.PRIVILEGES);
			}
		}
	}

	/** Who loses a privilege on a table loses it on its columns too. */
	private static void restoreColumns(List<Grants.Grant> revoked, Fact table, Work work) {
		for (Fact column : work.to().childrenOf(table.id())) {
			if (work.isNew(column.id()) || column.list("privileges").isEmpty()
					|| Securable.of(column.id().kind()) != Securable.COLUMN) {
				continue;
			}
			Grants goal = Grants.none(Securable.COLUMN, work.serverVersion()).change(column.list("privileges"));
			Target target = new Target(column, Securable.COLUMN, null);
			for (Grants.Grant grant : revoked) {
				Grants lost = goal.only(grant);
				if (lost != null) {
					change(Grants.none(Securable.COLUMN, work.serverVersion()), lost, false, target, work);
				}
			}
		}
	}

	/**
	 * What privileges are granted on.
	 *
	 * @param fact the object
	 * @param securable its sort
	 * @param name its name if it is not the fact's own
	 */
	private record Target(Fact fact, Securable securable, @Nullable String name) {

		String of(Grants.Grant grant) {
			ObjectId id = this.fact.id();
			return ((this.securable == Securable.COLUMN) ? grant.columnWords(Names.quote(Targets.sub(id)))
					: grant.words()) + " ON " + object();
		}

		String revokeAll(List<String> grantees) {
			String columns = (this.securable == Securable.COLUMN)
					? " (" + Names.quote(Targets.sub(this.fact.id())) + ")" : "";
			return "REVOKE ALL" + columns + " ON " + object() + " FROM " + String.join(", ", grantees) + " CASCADE";
		}

		private String object() {
			if (this.name != null) {
				return this.securable.words() + this.name;
			}
			if (this.securable == Securable.COLUMN) {
				return Names.qualified(this.fact.id().schema(), this.fact.id().name());
			}
			String name = Targets.name(this.fact.id());
			return switch (this.fact.id().kind()) {
				case DOMAIN -> "DOMAIN " + name;
				// What it is ordered by is among its arguments
				case AGGREGATE ->
					"FUNCTION " + name.replace("(*)", "()").replace(" ORDER BY ", ", ").replace("(ORDER BY ", "(");
				case FUNCTION -> Targets.keyword(this.fact) + " " + name;
				default -> this.securable.words() + name;
			};
		}

	}

}
