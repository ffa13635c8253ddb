package io.migrator.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorSettings;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A folder of migrations and a database of its own, and migrators that bring the one to
 * the other.
 */
public final class Workspace implements AutoCloseable {

	private final TestDatabase database = TestDatabase.create();

	private final Path folder;

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	private int interruptedAt;

	private Runnable interruption = () -> {
	};

	private MigratorSettings settings = new MigratorSettings("migrator", "default", Set.of("test"),
			Duration.ofMillis(300), 3, Duration.ofSeconds(20), OutOfOrder.APPLY, "workspace", "1.0", null);

	public Workspace() {
		this.folder = TestFolders.create("migrations");
	}

	/**
	 * Writes a file.
	 * @param path relative to the folder
	 * @param text its lines
	 * @return this workspace
	 */
	public Workspace file(String path, String text) {
		try {
			Path file = this.folder.resolve(path);
			Files.createDirectories(file.getParent());
			Files.writeString(file, text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes a migration.
	 * @param id its folder's name
	 * @param sql its script
	 * @return this workspace
	 */
	public Workspace migration(String id, String sql) {
		return file(id + "/migration.sql", sql);
	}

	public Workspace down(String id, String sql) {
		return file(id + "/down.sql", sql);
	}

	public Workspace verify(String id, String sql) {
		return file(id + "/verify.sql", sql);
	}

	public Workspace remove(String id) {
		try (Stream<Path> files = Files.walk(this.folder.resolve(id))) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Workspace settings(MigratorSettings settings) {
		this.settings = settings;
		return this;
	}

	public MigratorSettings settings() {
		return this.settings;
	}

	public Path folder() {
		return this.folder;
	}

	public TestDatabase database() {
		return this.database;
	}

	public JdbcClient jdbc() {
		return this.database.jdbc();
	}

	public Migrator migrator() {
		return migrator(this.database.dataSource());
	}

	public Migrator migrator(DataSource dataSource) {
		MigrationSource source = MigrationSource.of("file:" + this.folder);
		return new Migrator(dataSource, source::load, this.settings, List.of(this::hear));
	}

	private void hear(MigratorEvent event) {
		this.events.add(event);
		if (event instanceof MigratorEvent.StatementsExecuted executed && executed.done() + 1 == this.interruptedAt) {
			this.interruption.run();
		}
	}

	/**
	 * Does something in the thread of a deploy each time that it comes past a statement.
	 * @param number the statement
	 * @param interruption what to do before it is sent
	 */
	public void beforeStatement(int number, Runnable interruption) {
		this.interruptedAt = number;
		this.interruption = interruption;
	}

	/**
	 * What the migrators told so far.
	 * @param <E> the type
	 * @param type which events
	 * @return the events of that type, in order
	 */
	public <E extends MigratorEvent> List<E> events(Class<E> type) {
		return new ArrayList<>(this.events).stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Whether a relation is there.
	 * @param name its name, maybe with schema
	 * @return whether it is
	 */
	public boolean exists(String name) {
		return jdbc().sql("SELECT to_regclass(?) IS NOT NULL").param(name).query(Boolean.class).single();
	}

	/**
	 * A column of a migration's row in the history.
	 * @param id the migration
	 * @param column the column
	 * @return its value as text
	 */
	public String history(String id, String column) {
		return jdbc().sql("SELECT (" + column + ")::text FROM migrator.migration_history WHERE id = ?")
			.param(id)
			.query(String.class)
			.optional()
			.orElse("(none)");
	}

	/**
	 * Drops the database, after a look whether everything that used it has let it go.
	 */
	@Override
	public void close() {
		try {
			Leaks.check(this.database);
		}
		finally {
			this.database.close();
			TestFolders.delete(this.folder);
		}
	}

}
