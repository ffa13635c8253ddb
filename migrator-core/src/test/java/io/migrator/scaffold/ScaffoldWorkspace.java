package io.migrator.scaffold;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migrator.Migrator;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.scaffold.Scaffold.Stage;
import io.migrator.scaffold.Scaffolder.Folders;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.Workspace;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A workspace in which scaffolds are written, and taken step by step as operators would:
 * each step when all that it waits for is done.
 */
final class ScaffoldWorkspace implements AutoCloseable {

	private final Workspace workspace = new Workspace();

	private final Set<String> due = new LinkedHashSet<>();

	ScaffoldWorkspace migration(String id, String sql) {
		this.workspace.migration(id, sql);
		this.due.add(id);
		return this;
	}

	ScaffoldWorkspace file(String path, String sql) {
		this.workspace.file(path, sql);
		return this;
	}

	Scaffold scaffold(ScaffoldRequest request) {
		return new Scaffolder(this::migrations, this.workspace.settings(),
				ShadowSettings.of(this.workspace.database().dataSource()), List.of())
			.scaffold(request, folders(), Clock.systemUTC());
	}

	Scaffold write(ScaffoldRequest request) {
		Scaffold scaffold = scaffold(request);
		scaffold.write();
		return scaffold;
	}

	Folders folders() {
		Path folder = this.workspace.folder();
		return new Folders(folder, folder.resolveSibling(folder.getFileName() + "-backfills"), folder);
	}

	/**
	 * Takes a step: deploys its migration, or runs the statement of the backfill at once.
	 */
	void take(Scaffold scaffold, Stage stage) {
		if (stage.phase() != Phase.BACKFILL) {
			this.due.add(stage.id());
			deploy();
			return;
		}
		String text = text(scaffold, Phase.BACKFILL);
		jdbc().sql(text).update();
		assertComplete(text);
	}

	private void assertComplete(String backfill) {
		String table = backfill.replaceAll("(?s).*?\nUPDATE (.*?)\n.*", "$1");
		List<?> left = jdbc().sql(directive(backfill, "verify")).query().listOfRows();
		if (!left.isEmpty()) {
			throw new AssertionError("Rows that are not filled: " + left);
		}
		jdbc().sql("ALTER TABLE " + table + " VALIDATE CONSTRAINT " + directive(backfill, "validate")).update();
	}

	static String directive(String text, String name) {
		return text.lines()
			.filter((line) -> line.startsWith("-- migrator: " + name + "="))
			.map((line) -> line.substring(line.indexOf('=') + 1))
			.findFirst()
			.orElseThrow();
	}

	void takeAll(Scaffold scaffold) {
		scaffold.steps().forEach((stage) -> take(scaffold, stage));
	}

	static String text(Scaffold scaffold, Phase phase) {
		return scaffold.files()
			.stream()
			.filter((file) -> file.phase() == phase)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + phase + " in " + scaffold.files()))
			.text();
	}

	/** Deploys what is due, as if everything that holds it were over. */
	void deploy() {
		new Migrator(this.workspace.database().dataSource(),
				() -> migrations().freed((migration) -> this.due.contains(migration.id().value())),
				this.workspace.settings(), List.of())
			.deploy();
	}

	void rollback(int count) {
		this.workspace.migrator().rollback(count);
	}

	MigrationSet migrations() {
		return MigrationSource.of("file:" + this.workspace.folder()).load();
	}

	Migration migration(String id) {
		return migrations().list()
			.stream()
			.filter((migration) -> migration.id().value().equals(id))
			.findFirst()
			.orElseThrow();
	}

	JdbcClient jdbc() {
		return this.workspace.jdbc();
	}

	Workspace workspace() {
		return this.workspace;
	}

	@Override
	public void close() {
		this.workspace.close();
	}

}
