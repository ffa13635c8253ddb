package io.migrator.boot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import picocli.CommandLine;

import org.springframework.boot.json.JsonParserFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs commands against a real database, within this process.
 */
final class CommandBench implements AutoCloseable {

	private final TestDatabase database = TestDatabase.create();

	private String locations = "classpath:db/migrations";

	private MigratorSettings settings = MigratorSettings.defaults();

	private int exitCode;

	CommandBench locations(String locations) {
		this.locations = locations;
		return this;
	}

	CommandBench settings(MigratorSettings settings) {
		this.settings = settings;
		return this;
	}

	TestDatabase database() {
		return this.database;
	}

	boolean exists(String relation) {
		return this.database.jdbc()
			.sql("SELECT to_regclass(?) IS NOT NULL")
			.param(relation)
			.query(Boolean.class)
			.single();
	}

	int exitCode() {
		return this.exitCode;
	}

	String run(String... args) {
		return run(command(args));
	}

	MigratorCommand command(String... args) {
		CommandLine commandLine = RootCommand.reading(List.of(args));
		return (MigratorCommand) commandLine.parseArgs(args).subcommand().commandSpec().userObject();
	}

	String run(MigratorCommand command) {
		ByteArrayOutputStream stdout = new ByteArrayOutputStream();
		PrintStream out = new PrintStream(stdout, true, StandardCharsets.UTF_8);
		this.exitCode = command.run(migrator(), command.json ? Output.json(out) : Output.text(out));
		return stdout.toString(StandardCharsets.UTF_8);
	}

	Migrator migrator() {
		return new Migrator(this.database.dataSource(), MigrationSource.of(this.locations.split(","))::load,
				this.settings, List.of());
	}

	Map<String, Object> json(String... args) {
		String out = run(args);
		assertThat(out.strip().lines()).hasSize(1);
		return JsonParserFactory.getJsonParser().parseMap(out);
	}

	@Override
	public void close() {
		this.database.close();
	}

}
