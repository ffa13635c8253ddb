package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import io.migrator.schema.Fact;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.DdlScriptWriter;
import io.migrator.schema.ddl.SchemaDdl;
import io.migrator.schema.ddl.ScriptFile;

/**
 * Statements that lead from one schema to another, for a table in use.
 */
final class Ddl {

	private Ddl() {
	}

	/**
	 * Writes statements.
	 * @param from the one
	 * @param to the other
	 * @return a script for each run of statements that cannot share a transaction with
	 * others
	 */
	static List<String> scripts(SchemaSnapshot from, SchemaSnapshot to) {
		DdlScript script = SchemaDdl.between(from, to, DdlOptions.ONLINE);
		if (!script.unsupported().isEmpty()) {
			throw Refusals.refused("A script cannot make " + script.unsupported(),
					"Write the migrations by hand ('migrator new').");
		}
		return DdlScriptWriter.write(script).stream().map(ScriptFile::sql).toList();
	}

	static String script(SchemaSnapshot from, SchemaSnapshot to) {
		return String.join("\n", scripts(from, to));
	}

	/** The same schema with more objects, or with others under the same names. */
	static SchemaSnapshot with(SchemaSnapshot schema, Collection<Fact> more) {
		List<Fact> facts = new ArrayList<>(schema.facts());
		facts.removeIf((fact) -> more.stream().anyMatch((other) -> other.id().equals(fact.id())));
		facts.addAll(more);
		return new SchemaSnapshot(schema.serverVersion(), facts);
	}

}
