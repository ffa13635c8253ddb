package io.migrator.gate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorSettings;
import io.migrator.test.BackfillTable;
import io.migrator.test.Workspace;

import static org.awaitility.Awaitility.await;

/**
 * A database with migrations, a backfill and a check, and any number of replicas that
 * have a gate.
 */
final class Gates implements AutoCloseable {

	static final String HOLDS = "20260101000000_holds";

	static final String STATUS = "20260102000000_status";

	private final Workspace workspace = new Workspace();

	private final List<MigrationGate> gates = new ArrayList<>();

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	private Set<String> checks = Set.of("balance");

	Gates() {
		this.workspace.migration(HOLDS, "CREATE TABLE hold (id int);")
			.down(HOLDS, "DROP TABLE hold;")
			.migration(STATUS, "ALTER TABLE hold ADD status text;")
			.down(STATUS, "ALTER TABLE hold DROP status;");
	}

	Workspace workspace() {
		return this.workspace;
	}

	/** A replica with one feature called sweeper, which looks from now on. */
	MigrationGate replica(String... requires) {
		return replica(this.workspace.database().dataSource(), requires);
	}

	MigrationGate replica(DataSource dataSource, String... requires) {
		return replica(dataSource, this.workspace.settings(), requires);
	}

	MigrationGate replica(DataSource dataSource, MigratorSettings settings, String... requires) {
		List<Feature> features = (requires.length > 0) ? List.of(new Feature("sweeper", List.of(requires))) : List.of();
		MigrationSource source = MigrationSource.of("file:" + this.workspace.folder());
		KnownNames names = new KnownNames(source::load, () -> Set.of("status", "names"), () -> this.checks);
		MigrationGate gate = new MigrationGate(dataSource, settings, features, names, this.events::add);
		this.gates.add(gate);
		gate.start();
		return gate;
	}

	void backfill(String state, String... after) {
		new BackfillTable(this.workspace.jdbc()).put("status", state, null, after);
	}

	void check(boolean passed) {
		sql("""
				INSERT INTO migrator.check_result (stream, name, checksum, passed, passed_at, checked_at, duration_ms)
				VALUES ('default', 'balance', 'abc', %s, CASE WHEN %1$s THEN clock_timestamp() END, clock_timestamp(), 1)
				ON CONFLICT (stream, name) DO UPDATE SET passed = excluded.passed,
				    passed_at = coalesce(excluded.passed_at, check_result.passed_at)
				"""
			.formatted(passed));
	}

	void sql(String sql) {
		this.workspace.jdbc().sql(sql).update();
	}

	String feature(String column) {
		return this.workspace.jdbc()
			.sql("SELECT coalesce((" + column + ")::text, '-') FROM migrator.feature WHERE name = 'sweeper'")
			.query(String.class)
			.optional()
			.orElse("(none)");
	}

	/** What the audit log says of features. */
	List<String> audit() {
		return this.workspace.jdbc()
			.sql("SELECT migration || ' ' || action || coalesce(': ' || reason, '') FROM migrator.audit_log"
					+ " WHERE action LIKE 'feature%' ORDER BY entry")
			.query(String.class)
			.list();
	}

	<E extends MigratorEvent> List<E> events(Class<E> type) {
		return new ArrayList<>(this.events).stream().filter(type::isInstance).map(type::cast).toList();
	}

	/** Waits for what must be so within a second, on a machine that may be busy. */
	static void soon(Callable<Boolean> condition) {
		await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(10)).until(condition);
	}

	/** Makes sure that something stays as it is for longer than any replica is behind. */
	static void always(Callable<Boolean> condition) {
		await().during(Duration.ofMillis(1500))
			.atMost(Duration.ofSeconds(10))
			.pollInterval(Duration.ofMillis(10))
			.until(condition);
	}

	@Override
	public void close() {
		this.gates.forEach(MigrationGate::stop);
		this.workspace.close();
	}

}
