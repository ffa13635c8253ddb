package io.migrator.develop;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.DdlScriptWriter;
import io.migrator.schema.ddl.DdlStep;
import io.migrator.schema.ddl.SchemaDdl;
import io.migrator.schema.ddl.ScriptFile;
import io.migrator.shadow.ProofResult;
import io.migrator.shadow.SchemaProof;
import io.migrator.shadow.Shadow;
import org.jspecify.annotations.Nullable;

/**
 * Tries a script part by part on a shadow that holds the schema to begin with, looks
 * after each part, and writes the way back from what it saw; then goes all the way back,
 * to prove that as well.
 */
final class Drafting {

	private static final String REPORT = "Write this migration by hand ('migrator new' without --from), and please "
			+ "report the two schemas.";

	private final Shadow shadow;

	private final SchemaProof proof;

	private final SnapshotScope scope;

	Drafting(Shadow shadow, SnapshotScope scope) {
		this.shadow = shadow;
		this.proof = new SchemaProof(shadow, scope);
		this.scope = scope;
	}

	/**
	 * Proves a script both ways.
	 * @param script the script
	 * @param from the schema that the shadow holds
	 * @param to the schema that the script shall lead to
	 * @return the migrations
	 * @throws UnprovedException if it does not lead there, or not back
	 */
	List<DraftPart> draft(DdlScript script, SchemaSnapshot from, SchemaSnapshot to) {
		refuseUnsupported(script);
		List<ScriptFile> files = DdlScriptWriter.write(script);
		List<List<DdlStep>> parts = script.parts();
		List<SchemaSnapshot> stations = new ArrayList<>(List.of(from));
		List<DdlScript> downs = new ArrayList<>();
		List<DraftPart> drafts = new ArrayList<>();
		for (int i = 0; i < parts.size(); i++) {
			DdlScript part = new DdlScript(parts.get(i), List.of());
			boolean last = i == parts.size() - 1;
			@Nullable ProofResult result = last ? this.proof.proveHere(part, to) : this.proof.apply(part);
			if (result != null && !result.isProved()) {
				throw new UnprovedException("The script was tried on " + this.shadow.description() + " and refused: "
						+ result + "\nThe script was:\n" + script.sql(), REPORT);
			}
			stations.add(last ? to : this.shadow.snapshot(this.scope));
			DdlScript down = SchemaDdl.between(stations.get(i + 1), stations.get(i), DdlOptions.OFFLINE);
			refuseUnsupported(down);
			downs.add(down);
			drafts.add(new DraftPart(files.get(i).suffix(), up(files.get(i).sql(), part.losses()),
					down(down, part.losses()), part.losses()));
		}
		for (int i = parts.size() - 1; i >= 0; i--) {
			DdlScript down = downs.get(i);
			ProofResult result = this.proof.proveHere(down, stations.get(i));
			if (!result.isProved()) {
				throw new UnprovedException("The down script was tried on " + this.shadow.description()
						+ " and refused: " + result + "\nThe script was:\n" + down.sql(), REPORT);
			}
		}
		return drafts;
	}

	private static void refuseUnsupported(DdlScript script) {
		if (!script.unsupported().isEmpty()) {
			throw new UnprovedException(
					"These differ and cannot be changed by a generated script: "
							+ String.join(", ", script.unsupported().stream().map(ObjectId::toString).toList()),
					"Change them by a migration written by hand; what then still differs can be generated.");
		}
	}

	/** The plan tells what a rollback will not bring back. */
	private static String up(String sql, List<String> losses) {
		if (losses.isEmpty()) {
			return sql;
		}
		return "-- migrator: rollback=\"does not bring back "
				+ String.join(", ", losses).replaceAll("\\s+", " ").replace('"', '\'') + "\"\n\n" + sql;
	}

	private static String down(DdlScript down, List<String> losses) {
		StringBuilder text = new StringBuilder();
		for (String loss : losses) {
			text.append("-- does not bring back: ").append(loss.replaceAll("\\s+", " ")).append('\n');
		}
		List<ScriptFile> files = DdlScriptWriter.write(down);
		for (ScriptFile file : files) {
			text.append(text.isEmpty() ? "" : "\n").append(file.sql());
		}
		return text.toString();
	}

}
