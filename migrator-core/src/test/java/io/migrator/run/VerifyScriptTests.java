package io.migrator.run;

import io.migrator.error.MigratorException;
import io.migrator.sql.ScriptException;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code verify.sql} beside a migration does.
 */
class VerifyScriptTests {

	private static final String WALLET = "20260101000000_wallet";

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void aQueryThatFindsSomethingTakesTheMigrationBack() {
		this.workspace
			.migration(WALLET, "CREATE TABLE wallet (id int);\nINSERT INTO wallet SELECT generate_series(1, 200);")
			.verify(WALLET, "SELECT true;\n-- must be empty\nSELECT id FROM wallet ORDER BY id;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> {
				assertThat(ex.exitCode()).isEqualTo(4);
				assertThat(ex.problem()).contains("verify.sql:3: the check after " + WALLET
						+ " did not hold: it found more than 100 rows, the first 5 of which are:\n  id = 1\n  id = 2\n");
				assertThat(ex.databaseState()).isEqualTo("nothing of this migration is committed");
				assertThat(ex.nextStep()).contains("mend the script or the data");
			});
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.history(WALLET, "state")).isEqualTo("failed");
	}

	@Test
	void aQueryThatFailsIsNamed() {
		this.workspace.migration(WALLET, "CREATE TABLE wallet (id int);").verify(WALLET, "\nSELECT ident FROM wallet;");
		assertThatExceptionOfType(MigrationFailedException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining(WALLET + "/verify.sql:2:8: the check (SELECT ident FROM wallet;) failed");
		assertThat(this.workspace.exists("wallet")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "UPDATE wallet SET id = 1", "COMMIT", "SELECT 1 INTO other", "DO $$ BEGIN END $$" })
	void whatIsNoQueryIsRefusedBeforeAnythingIsRun(String statement) {
		this.workspace.migration(WALLET, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);")
			.verify(WALLET, "SELECT true;\n" + statement + ";");
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int)").update();
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.withMessageContaining("verify.sql:2:1: a check only asks");
		assertThat(this.workspace.exists("wallet_id")).isFalse();
	}

	@Test
	void aMigrationOfSeveralTransactionsIsNotAppliedUntilItsQueriesPass() {
		this.workspace.jdbc().sql("CREATE TABLE wallet (id int); INSERT INTO wallet VALUES (1)").update();
		this.workspace.migration(WALLET, "CREATE INDEX CONCURRENTLY wallet_id ON wallet (id);")
			.verify(WALLET, "SELECT id FROM wallet");
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.databaseState()).contains("it is not recorded as applied"));
		assertThat(this.workspace.exists("wallet_id")).isTrue();
		assertThat(this.workspace.history(WALLET, "state")).isEqualTo("failed");
		this.workspace.jdbc().sql("TRUNCATE wallet").update();
		assertThat(this.workspace.migrator().deploy().applied()).containsExactly(WALLET);
	}

}
