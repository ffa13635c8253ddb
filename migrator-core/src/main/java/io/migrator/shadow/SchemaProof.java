package io.migrator.shadow;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.DdlStep;
import io.migrator.schema.ddl.SchemaDdl;
import io.migrator.shadow.ProofResult.Failed;
import io.migrator.shadow.ProofResult.Residue;
import io.migrator.shadow.ProofResult.Stage;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Tries scripts on a shadow before they are handed out: makes the schema that a script
 * begins with, runs the script, looks, and compares.
 */
public final class SchemaProof {

	private final Shadow shadow;

	private final SnapshotScope scope;

	/**
	 * Creates a proof.
	 * @param shadow where to try; what is in it is lost
	 * @param scope what to look at, the same with which the snapshots were read
	 */
	public SchemaProof(Shadow shadow, SnapshotScope scope) {
		this.shadow = shadow;
		this.scope = scope;
	}

	/**
	 * Tries a script from the beginning.
	 * @param script the script
	 * @param from the schema that it begins with, which is made on the shadow
	 * @param to the schema that it shall lead to
	 * @return what came out; failures of statements are results, not exceptions
	 * @throws io.migrator.error.MigratorException if the shadow cannot be used
	 */
	public ProofResult prove(DdlScript script, SchemaSnapshot from, SchemaSnapshot to) {
		ProofResult clone = makeClone(from);
		return clone.isProved() ? proveHere(script, to) : clone;
	}

	/**
	 * Tries a script on what the shadow holds now, such as what migrations made on it.
	 * @param script the script
	 * @param to the schema that it shall lead to
	 * @return what came out
	 * @throws io.migrator.error.MigratorException if the shadow cannot be used
	 */
	public ProofResult proveHere(DdlScript script, SchemaSnapshot to) {
		return run(script, to, Stage.SCRIPT);
	}

	/**
	 * Tries a script and its reverse, one after the other.
	 * @param script the script
	 * @param reverse the way back
	 * @param from the schema that the one begins with and the other shall lead back to
	 * @param to the schema between them
	 * @return what came out
	 * @throws io.migrator.error.MigratorException if the shadow cannot be used
	 */
	public ProofResult proveBothWays(DdlScript script, DdlScript reverse, SchemaSnapshot from, SchemaSnapshot to) {
		ProofResult there = prove(script, from, to);
		return there.isProved() ? run(reverse, from, Stage.REVERSE) : there;
	}

	/**
	 * Empties the shadow and makes a schema on it.
	 * @param schema the schema
	 * @return whether it is now exactly as it shall be, and if not, why
	 * @throws io.migrator.error.MigratorException if the shadow cannot be used
	 */
	public ProofResult makeClone(SchemaSnapshot schema) {
		this.shadow.clean();
		SchemaSnapshot empty = this.shadow.snapshot(this.scope);
		return run(SchemaDdl.between(empty, schema, DdlOptions.OFFLINE), schema, Stage.CLONE);
	}

	private ProofResult run(DdlScript script, SchemaSnapshot wanted, Stage stage) {
		Failed failed = apply(script, stage);
		if (failed != null) {
			return failed;
		}
		List<Difference> left = SchemaDiff.between(this.shadow.snapshot(this.scope), wanted).differences();
		return left.isEmpty() ? new ProofResult.Proved() : new Residue(stage, left);
	}

	/**
	 * Runs a script on what the shadow holds now, without looking at what comes of it.
	 * @param script the script
	 * @return what failed, or {@code null} if nothing did
	 * @throws io.migrator.error.MigratorException if the shadow cannot be used
	 */
	public @Nullable Failed apply(DdlScript script) {
		return apply(script, Stage.SCRIPT);
	}

	/**
	 * As the engine would: one transaction for each part, none for those that refuse it.
	 */
	@Nullable Failed apply(DdlScript script, Stage stage) {
		try (Connection connection = this.shadow.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			for (List<DdlStep> part : script.parts()) {
				Failed failed = apply(part, connection, statement, stage);
				if (failed != null) {
					return failed;
				}
			}
			return null;
		}
		catch (SQLException ex) {
			throw this.shadow.failed("could not be used", ex);
		}
	}

	private @Nullable Failed apply(List<DdlStep> part, Connection connection, Statement statement, Stage stage)
			throws SQLException {
		boolean transaction = part.get(0).mode() != DdlStep.Mode.OUTSIDE;
		connection.setAutoCommit(!transaction);
		DdlStep current = part.get(0);
		try {
			for (DdlStep step : part) {
				current = step;
				statement.execute(step.sql());
			}
			if (transaction) {
				connection.commit();
			}
			return null;
		}
		catch (SQLException ex) {
			if (!connection.isValid(5)) {
				throw ex;
			}
			if (transaction) {
				connection.rollback();
			}
			return failure(stage, current, ex);
		}
	}

	private static Failed failure(Stage stage, DdlStep step, SQLException ex) {
		ServerErrorMessage error = (ex instanceof PSQLException psql) ? psql.getServerErrorMessage() : null;
		String message = (error != null && error.getMessage() != null) ? error.getMessage()
				: String.valueOf(ex.getMessage());
		return new Failed(stage, step, ex.getSQLState(), message, (error != null) ? error.getPosition() : 0);
	}

}
