package io.migrator.backfill.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.backfill.BackfillSource;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.backfill.key.TableWalks;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.Engine;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorSettings;
import io.migrator.test.TestDatabase;
import io.migrator.test.TestFolders;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

import static org.awaitility.Awaitility.await;

/**
 * Backfills in a folder, a database, and any number of replicas that work on it, each
 * with connections of its own.
 */
final class Backfilling implements AutoCloseable {

	private final TestDatabase database = TestDatabase.create();

	private final Path folder;

	private final List<HikariDataSource> pools = new ArrayList<>();

	private final List<BackfillWorkers> replicas = new ArrayList<>();

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	private final List<Backfill<?>> beans = new ArrayList<>();

	private BackfillSettings settings = settings(2, 2, Duration.ofSeconds(10));

	private BackfillThrottle throttle = (connection, backfill, relation) -> null;

	private MigrationListener listener = (event) -> {
	};

	Backfilling() {
		this.folder = TestFolders.create("backfills");
		try {
			Files.createDirectories(this.folder.resolve("migrations"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static BackfillSettings settings(int threads, int parallel, Duration lease) {
		return settings(threads, parallel, lease, 0);
	}

	static BackfillSettings settings(int threads, int parallel, Duration lease, double rest) {
		return new BackfillSettings(threads, parallel, Duration.ofMillis(100), rest, 10, 50_000, Duration.ofSeconds(1),
				3, Duration.ofMillis(400), lease, Duration.ofMillis(50),
				new Throttle(Duration.ofMillis(20), null, null, null, false, false));
	}

	Backfilling settings(BackfillSettings settings) {
		this.settings = settings;
		return this;
	}

	Backfilling throttle(BackfillThrottle throttle) {
		this.throttle = throttle;
		return this;
	}

	Backfilling sql(String... statements) {
		for (String statement : statements) {
			jdbc().sql(statement).update();
		}
		return this;
	}

	/**
	 * A table to work on, with every third number as a key, and so few rows on a page
	 * that it is cut into several ranges.
	 * @param rows how many rows it has
	 * @return this
	 */
	Backfilling wallets(int rows) {
		return sql(
				"CREATE TABLE wallets (id bigint PRIMARY KEY, a int, b int, n int NOT NULL DEFAULT 0)"
						+ " WITH (fillfactor = 10)",
				"INSERT INTO wallets (id, a) SELECT 3 * i, i FROM generate_series(1, " + rows + ") i",
				"ANALYZE wallets");
	}

	Backfilling onEvent(MigrationListener listener) {
		this.listener = listener;
		return this;
	}

	Backfilling backfill(String name, String text) {
		return file(name + ".sql", text);
	}

	Backfilling bean(Backfill<?> bean) {
		this.beans.add(bean);
		return this;
	}

	Backfilling migration(String id, String text) {
		return file("migrations/" + id + "/migration.sql", text);
	}

	private Backfilling file(String path, String text) {
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

	/** Applies all migrations there are. */
	void deploy() {
		engine().deploy((planned) -> true);
	}

	/** Makes the tables, which workers otherwise make when they are needed. */
	Backfilling tables() {
		engine().prepareTables();
		return this;
	}

	private Engine engine() {
		return new Engine(this.database.dataSource(), migrations()::load, migratorSettings(), List.of(),
				Clock.systemUTC());
	}

	/**
	 * A process that works on the backfills, as far as the database can tell.
	 * @return its workers, which do nothing yet
	 */
	BackfillWorkers replica() {
		HikariDataSource pool = new HikariDataSource();
		pool.setDataSource(this.database.dataSource());
		pool.setMaximumPoolSize(8);
		pool.setMinimumIdle(0);
		pool.setConnectionTimeout(3000);
		this.pools.add(pool);
		return replica(pool);
	}

	BackfillWorkers replica(DataSource dataSource) {
		BackfillWorkers workers = new BackfillWorkers(site(dataSource));
		this.replicas.add(workers);
		return workers;
	}

	WorkSite site(DataSource dataSource) {
		List<Backfill<?>> beans = List.copyOf(this.beans);
		return new WorkSite(dataSource, new JdbcTransactionManager(dataSource),
				() -> new BackfillSource(List.of("file:" + this.folder), getClass().getClassLoader(), beans).load(),
				migrations()::load, migratorSettings(), this.settings, (connection, definition) -> TableWalks
					.find(connection, WalkFinder.table(definition), definition.directives().key()),
				this.throttle, this::hear);
	}

	private void hear(MigratorEvent event) {
		this.events.add(event);
		this.listener.onEvent(event);
	}

	private MigrationSource migrations() {
		return MigrationSource.of("file:" + this.folder.resolve("migrations"));
	}

	private MigratorSettings migratorSettings() {
		return new MigratorSettings("migrator", "default", Set.of("test"), Duration.ofMillis(300), 3,
				Duration.ofSeconds(20), OutOfOrder.APPLY, "test", "1.0", null);
	}

	/**
	 * Works in one process until nothing is left to do.
	 * @return whether everything is at its end
	 */
	boolean run() {
		return replica().run((name) -> true);
	}

	JdbcClient jdbc() {
		return this.database.jdbc();
	}

	TestDatabase database() {
		return this.database;
	}

	long count(String query) {
		return jdbc().sql(query).query(Long.class).single();
	}

	/**
	 * A column of a backfill's row.
	 * @param name the backfill
	 * @param column the column
	 * @return its value as text
	 */
	String of(String name, String column) {
		return jdbc().sql("SELECT coalesce((" + column + ")::text, '-') FROM migrator.backfill WHERE name = ?")
			.param(name)
			.query(String.class)
			.optional()
			.orElse("(none)");
	}

	<E extends MigratorEvent> List<E> events(Class<E> type) {
		return new ArrayList<>(this.events).stream().filter(type::isInstance).map(type::cast).toList();
	}

	/**
	 * Waits, however busy the machine is.
	 * @param condition for what
	 */
	static void until(Callable<Boolean> condition) {
		await().ignoreExceptions().atMost(Duration.ofMinutes(1)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	@Override
	public void close() {
		this.replicas.forEach((replica) -> replica.stop(Duration.ZERO));
		this.pools.forEach(HikariDataSource::close);
		this.database.close();
		TestFolders.delete(this.folder);
	}

}
