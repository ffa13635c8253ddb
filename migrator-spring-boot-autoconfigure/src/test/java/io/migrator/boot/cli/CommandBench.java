package io.migrator.boot.cli;

import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;

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
		return (MigratorCommand) Answer.command(args);
	}

	String run(MigratorCommand command) {
		Answer answer = Answer.of(command, (each, output) -> each.run(migrator(), output));
		this.exitCode = answer.exitCode();
		return answer.text();
	}

	Migrator migrator() {
		return new Migrator(this.database.dataSource(), MigrationSource.of(this.locations.split(","))::load,
				this.settings, List.of());
	}

	Map<String, Object> json(String... args) {
		return Answer.document(run(args));
	}

	@Override
	public void close() {
		this.database.close();
	}

}
