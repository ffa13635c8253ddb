package io.migrator.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

import io.migrator.sql.Fact;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementFacts;

/**
 * Follows the values that a script adds to enums: PostgreSQL lets nobody use them before
 * they are committed, unless the type itself is as new.
 */
final class EnumValues {

	private final Map<String, String> fresh = new HashMap<>();

	private final Set<String> newTypes = new HashSet<>();

	/**
	 * Whether a statement mentions a value that is added but not committed.
	 * @param statement the statement
	 * @return whether it must not run in the transaction that added it
	 */
	boolean uses(Statement statement) {
		for (String value : this.fresh.keySet()) {
			if (statement.usesLiteral(value)) {
				return true;
			}
		}
		return false;
	}

	/**
	 * Remembers what a statement adds.
	 * @param statement the statement
	 */
	void note(Statement statement) {
		String command = statement.kind().command();
		if (!command.equals("ALTER TYPE") && !command.equals("CREATE TYPE")) {
			return;
		}
		for (Fact fact : StatementFacts.of(statement).facts()) {
			if (fact instanceof Fact.CreateEnum created) {
				this.newTypes.add(created.name().name());
			}
			else if (fact instanceof Fact.AddEnumValue added && !this.newTypes.contains(added.type().name())) {
				this.fresh.put(added.value(), added.type().name());
			}
		}
	}

	boolean areFresh() {
		return !this.fresh.isEmpty();
	}

	/**
	 * Forgets everything, since it is committed.
	 */
	void committed() {
		this.fresh.clear();
		this.newTypes.clear();
	}

}
