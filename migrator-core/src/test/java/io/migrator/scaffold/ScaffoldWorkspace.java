package io.migrator.scaffold;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSource;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BackfillEngine;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.DeployResult;
import io.migrator.scaffold.Scaffold.Stage;
import io.migrator.scaffold.Scaffolder.Folders;
import io.migrator.shadow.ShadowSettings;
import io.migrator.test.Workspace;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

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
	 * Takes a step: deploys its migration, which nothing but an approval may hold, or
	 * works on the backfill until it is completed and proved.
	 */
	void take(Stage stage) {
		if (stage.phase() == Phase.BACKFILL) {
			BackfillEngine engine = backfills();
			assertThat(engine.workers().run(stage.id()::equals)).as(() -> engine.status(stage.id()).toString())
				.isTrue();
			assertThat(engine.status(stage.id()).state()).isEqualTo(BackfillState.COMPLETED);
			return;
		}
		this.due.add(stage.id());
		MigrationSet all = migrations();
		MigrationSet dues = (stage.phase() == Phase.CONTRACT) ? all.freed(this::isDue)
				: MigrationSet.of(all.stream().filter(this::isDue).toList(), List.of(), all.origins());
		assertThat(deploy(dues).held()).isEmpty();
	}

	private boolean isDue(Migration migration) {
		return this.due.contains(migration.id().value());
	}

	private BackfillEngine backfills() {
		DataSource database = this.workspace.database().dataSource();
		BackfillSource source = new BackfillSource(List.of("file:" + folders().backfills()),
				getClass().getClassLoader(), List.of());
		return new BackfillEngine(database, new DataSourceTransactionManager(database), source::load, this::migrations,
				this.workspace.settings(), BackfillSettings.defaults(), List.of(), (event) -> {
				});
	}

	void takeAll(Scaffold scaffold) {
		scaffold.steps().forEach(this::take);
	}

	static String text(Scaffold scaffold, Phase phase) {
		return scaffold.files()
			.stream()
			.filter((file) -> file.phase() == phase)
			.findFirst()
			.orElseThrow(() -> new AssertionError("No " + phase + " in " + scaffold.files()))
			.text();
	}

	/** Deploys the migrations that were there before the scaffold. */
	void deploy() {
		deploy(migrations().freed(this::isDue));
	}

	private DeployResult deploy(MigrationSet migrations) {
		return new Migrator(this.workspace.database().dataSource(), () -> migrations, this.workspace.settings(),
				List.of())
			.deploy();
	}

	void rollback(int count) {
		this.workspace.migrator().rollback(count);
	}

	MigrationSet migrations() {
		return MigrationSource.of("file:" + this.workspace.folder()).load();
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
