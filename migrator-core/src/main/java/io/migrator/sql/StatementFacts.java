package io.migrator.sql;

import java.util.List;

public final class StatementFacts {

	public static List<Fact> of(Statement s) {
		return List.of();
	}

}
