package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftSettings;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.ParameterException;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DriftCommandTests {

	private final TestDatabase database = TestDatabase.create();

	private final GenericApplicationContext context = new GenericApplicationContext();

	private int exitCode;

	@BeforeEach
	void deploy() {
		MigrationSource source = MigrationSource.of("classpath:db/migrations");
		new Migrator(this.database.dataSource(), source::load, MigratorSettings.defaults(), List.of()).deploy();
		this.context.registerBean(DriftChecks.class,
				() -> new DriftChecks(this.database.dataSource(), source::load, MigratorSettings.defaults(),
						DriftSettings.DEFAULT, ShadowSettings.of(this.database.dataSource()), (event) -> {
						}));
		this.context.refresh();
	}

	@AfterEach
	void drop() {
		this.context.close();
		this.database.close();
	}

	@Test
	void saysThatAllIsAsExpected() {
		assertThat(run("drift", "--check")).startsWith("The schema agrees with the snapshot of the last deploy, ");
		assertThat(this.exitCode).isZero();
		assertThat(run("drift", "--sql=restore")).isEmpty();
		assertThat(run("drift", "--sql=adopt")).isEmpty();
	}

	@Test
	void showsEachObjectWithBothWaysOut() {
		byHand("ALTER TABLE wallets ADD COLUMN note text");
		byHand("CREATE INDEX by_hand ON wallets (note)");
		byHand("ALTER TABLE wallets ALTER COLUMN owner TYPE varchar(99)");
		assertThat(run("drift")).startsWith("The schema has drifted from the snapshot of the last deploy, ")
			.contains(": 1 object.", "\ntable public.wallets is changed\n",
					"column public.wallets.note is not expected", "index public.by_hand is not expected",
					"column public.wallets.owner type: expected text, found character varying(99)")
			.containsSubsequence("  to go back:\n", "    ALTER TABLE public.wallets", "DROP COLUMN note",
					"    which loses data: ", "  to keep it, as a migration:\n", "ADD COLUMN note text");
		assertThat(this.exitCode).isZero();
	}

	@Test
	void exitsWithThreeOnlyIfAsked() {
		byHand("DROP TABLE wallets");
		assertThat(run("drift", "--check")).contains("table public.wallets is missing");
		assertThat(this.exitCode).isEqualTo(3);
		run("drift");
		assertThat(this.exitCode).isZero();
	}

	@Test
	void sqlIsWhatPsqlCanRun() {
		byHand("ALTER TABLE wallets ADD COLUMN note text");
		String adopt = run("drift", "--sql=adopt");
		assertThat(adopt).isEqualTo("ALTER TABLE public.wallets ADD COLUMN note text;\n");
		String restore = run("drift", "--sql=restore");
		assertThat(restore).startsWith("-- Loses data: ").endsWith("ALTER TABLE public.wallets DROP COLUMN note;\n");
		byHand(restore);
		run("drift", "--check");
		assertThat(this.exitCode).isZero();
		assertThatExceptionOfType(ParameterException.class).isThrownBy(() -> run("drift", "--sql=other"))
			.withMessageContaining("one of [RESTORE, ADOPT] (case-insensitive)");
	}

	@Test
	void jsonIsTheDocumentThatScriptsLeanOn() {
		byHand("ALTER TABLE wallets ADD COLUMN note text");
		String out = run("drift", "--json", "--check");
		assertThat(out.strip().lines()).hasSize(1);
		Map<String, Object> document = JsonParserFactory.getJsonParser().parseMap(out);
		assertThat(document.keySet()).containsExactly("drifted", "checkedAt", "durationMs", "expectation", "count",
				"objects", "restore", "adopt");
		assertThat(document).containsEntry("drifted", true).containsEntry("count", 1);
		assertThat((String) document.get("checkedAt")).matches("20\\d\\d-.*Z");
		assertThat(document.get("objects")).asString()
			.contains("kind=table", "name=public.wallets", "change=changed", "details=[{object=", "losses=[");
		assertThat(this.exitCode).isEqualTo(3);
	}

	@Test
	void saysWhatIsMissingWhereChecksAreSwitchedOff() {
		GenericApplicationContext without = new GenericApplicationContext();
		without.refresh();
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> new DriftCommand().run(without, Output.text(System.out)))
			.withMessageContaining("migrator.drift.enabled");
	}

	private void byHand(String sql) {
		this.database.jdbc().sql(sql).update();
	}

	private String run(String... args) {
		Answer answer = Answer.to(this.context, args);
		this.exitCode = answer.exitCode();
		return answer.text();
	}

}
