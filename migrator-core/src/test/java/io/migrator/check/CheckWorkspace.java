package io.migrator.check;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.CheckRan;
import io.migrator.test.Workspace;

/**
 * A workspace with a folder of checks.
 */
final class CheckWorkspace implements AutoCloseable {

	private final Workspace workspace = new Workspace();

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	CheckWorkspace check(String name, String sql) {
		this.workspace.file("../" + folder() + "/" + name + ".sql", sql);
		return this;
	}

	private String folder() {
		return this.workspace.folder().getFileName() + "-checks";
	}

	Workspace workspace() {
		return this.workspace;
	}

	Checks checks() {
		return checks(this.workspace.database().dataSource());
	}

	Checks checks(DataSource dataSource) {
		MigrationSource migrations = MigrationSource.of("file:" + this.workspace.folder());
		CheckSource source = new CheckSource(List.of("file:" + this.workspace.folder().resolveSibling(folder())),
				getClass().getClassLoader());
		return new Checks(dataSource, source, migrations::load, this.workspace.settings(),
				new CheckSettings(Duration.ofSeconds(5)), List.of(this.events::add));
	}

	CheckResult run(String name) {
		return checks().run(List.of(name)).get(0);
	}

	List<CheckRan> ran() {
		return this.events.stream().filter(CheckRan.class::isInstance).map(CheckRan.class::cast).toList();
	}

	@Override
	public void close() {
		this.workspace.close();
	}

}
