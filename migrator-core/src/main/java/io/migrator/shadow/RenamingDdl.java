package io.migrator.shadow;

import java.util.ArrayList;
import java.util.List;

import io.migrator.error.MigratorException;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.DdlStep;
import io.migrator.schema.ddl.Rename;
import io.migrator.schema.ddl.SchemaDdl;

/**
 * Writes scripts that rename before they do anything else. What a rename changes besides
 * the name, such as the text of views, only the server knows, so it is tried on a shadow
 * and the rest of the script begins with what came out.
 */
public final class RenamingDdl {

	private final SchemaProof proof;

	private final Shadow shadow;

	private final SnapshotScope scope;

	/**
	 * Creates a writer.
	 * @param shadow where to try; what is in it is lost
	 * @param scope what to look at, the same with which the snapshots were read
	 */
	public RenamingDdl(Shadow shadow, SnapshotScope scope) {
		this.proof = new SchemaProof(shadow, scope);
		this.shadow = shadow;
		this.scope = scope;
	}

	/**
	 * Writes a script.
	 * @param from the schema that is there
	 * @param to the schema that is wanted
	 * @param renames what people said was renamed, in order; those that are done already
	 * are passed over
	 * @param options how the statements are to be written
	 * @return the script, not proved yet
	 * @throws MigratorException if the shadow cannot be made like the first schema, or
	 * the server refuses a rename
	 */
	public DdlScript between(SchemaSnapshot from, SchemaSnapshot to, List<Rename> renames, DdlOptions options) {
		List<Rename> due = Rename.due(renames, from, to);
		if (due.isEmpty()) {
			return SchemaDdl.between(from, to, options);
		}
		ProofResult clone = this.proof.makeClone(from);
		if (!clone.isProved()) {
			throw new MigratorException(
					"Renames cannot be tried, because the schema to begin with cannot be made on "
							+ this.shadow.description() + ": " + clone,
					null, "Write the renames as a migration by hand, and leave the hints out.", null);
		}
		List<DdlStep> steps = new ArrayList<>(due.stream().map(Rename::step).toList());
		ProofResult.Failed failed = this.proof.apply(new DdlScript(steps, List.of()));
		if (failed != null) {
			throw new MigratorException("A rename is not possible: " + failed, null,
					"Correct the renamed-from that asks for it, or leave it out.", null);
		}
		DdlScript rest = SchemaDdl.between(this.shadow.snapshot(this.scope), to, options);
		steps.addAll(rest.steps());
		return new DdlScript(steps, rest.unsupported());
	}

}
