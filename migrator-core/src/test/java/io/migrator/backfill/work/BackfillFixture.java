package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSource;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.test.TestDatabase;
import io.migrator.test.TestFolders;
import io.migrator.test.Workspace;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * A database with a table of wallets, a folder of backfills, and an engine that is held
 * back once it has changed as many rows as a test wants to look at.
 */
final class BackfillFixture implements AutoCloseable, BackfillThrottle {

	static final Duration A_WHILE = Duration.ofSeconds(60);

	private final Workspace workspace = new Workspace();

	private final HikariDataSource pool = new HikariDataSource();

	private final Path folder;

	private final List<Backfill<?>> beans = new ArrayList<>();

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	private final AtomicLong mostRows = new AtomicLong(Long.MAX_VALUE);

	private @Nullable BackfillEngine engine;

	BackfillFixture() {
		this.folder = TestFolders.create("backfills");
		this.pool.setDataSource(database().dataSource());
		this.pool.setMaximumPoolSize(12);
		this.pool.setMinimumIdle(0);
	}

	TestDatabase database() {
		return this.workspace.database();
	}

	JdbcClient jdbc() {
		return this.workspace.jdbc();
	}

	Workspace workspace() {
		return this.workspace;
	}

	List<MigratorEvent> events() {
		return this.events;
	}

	/**
	 * Makes the table.
	 * @param rows how many rows it has, with keys from 1
	 * @return this
	 */
	BackfillFixture wallets(int rows) {
		jdbc().sql("CREATE TABLE wallet (id bigint PRIMARY KEY, n integer NOT NULL DEFAULT 0) WITH (fillfactor = 50)")
			.update();
		jdbc().sql("INSERT INTO wallet SELECT i FROM generate_series(1, " + rows + ") AS i").update();
		jdbc().sql("ANALYZE wallet").update();
		return this;
	}

	/**
	 * Writes a definition.
	 * @param name its name
	 * @param text its lines
	 * @return this
	 */
	BackfillFixture backfill(String name, String text) {
		try {
			Files.writeString(this.folder.resolve(name + ".sql"), text);
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	BackfillFixture bean(Backfill<?> bean) {
		this.beans.add(bean);
		return this;
	}

	/**
	 * Lets workers go on only until so many wallets are changed.
	 * @param rows the number
	 * @return this
	 */
	BackfillFixture holdAt(long rows) {
		this.mostRows.set(rows);
		return this;
	}

	@Override
	public @Nullable String reason(Connection connection, String backfill, String relation) {
		if (this.mostRows.get() == Long.MAX_VALUE) {
			return null;
		}
		long rows = JdbcClient.create(new SingleConnectionDataSource(connection, true))
			.sql("SELECT coalesce(sum(rows), 0) FROM migrator.backfill_range WHERE name = ?")
			.param(backfill)
			.query(Long.class)
			.single();
		return (rows >= this.mostRows.get()) ? "the test looks" : null;
	}

	BackfillEngine engine() {
		if (this.engine == null) {
			this.engine = newEngine(settings());
		}
		return this.engine;
	}

	static BackfillSettings settings() {
		BackfillSettings defaults = BackfillSettings.defaults();
		return new BackfillSettings(4, 2, Duration.ofMillis(20), 0, 10, 1_000, Duration.ofSeconds(1), 2,
				Duration.ofMillis(100), Duration.ofSeconds(10), Duration.ofMillis(50),
				new BackfillSettings.Throttle(Duration.ofMillis(1), null, null, null, false, false));
	}

	BackfillEngine newEngine(BackfillSettings settings) {
		return engine(this.pool, settings);
	}

	/**
	 * The same application on another way to a database.
	 * @param dataSource the way
	 * @return an engine
	 */
	BackfillEngine engineOn(DataSource dataSource) {
		return engine(dataSource, settings());
	}

	private BackfillEngine engine(DataSource dataSource, BackfillSettings settings) {
		BackfillSource source = new BackfillSource(List.of("file:" + this.folder), getClass().getClassLoader(),
				this.beans);
		MigrationSource migrations = MigrationSource.of("file:" + this.workspace.folder());
		return new BackfillEngine(dataSource, new DataSourceTransactionManager(dataSource), source::load,
				migrations::load, this.workspace.settings(), settings, List.of(this), this.events::add);
	}

	/**
	 * Reads one number.
	 * @param sql the query
	 * @return the number
	 */
	long number(String sql) {
		return jdbc().sql(sql).query(Long.class).single();
	}

	@Override
	public void close() {
		if (this.engine != null) {
			this.engine.workers().stop(Duration.ofSeconds(5));
		}
		this.pool.close();
		this.workspace.close();
		TestFolders.delete(this.folder);
	}

}
