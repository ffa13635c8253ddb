package io.migrator.drift;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.work.ReplayedBackfills;
import io.migrator.drift.DriftSettings.Expect;
import io.migrator.error.MigratorException;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryReader;
import io.migrator.history.HistoryState;
import io.migrator.history.SnapshotStore;
import io.migrator.history.StoredSnapshot;
import io.migrator.migration.MigrationSet;
import io.migrator.run.DatabaseException;
import io.migrator.run.Engine;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigrationReplay;
import io.migrator.run.MigratorEvent.DriftChecked;
import io.migrator.run.MigratorSettings;
import io.migrator.run.SnapshotMark;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.shadow.Shadow;
import io.migrator.shadow.ShadowSettings;
import org.jspecify.annotations.Nullable;

/**
 * Checks the live schema. Safe for use by several threads; each check works on a
 * connection of its own and reads no more than the catalogs.
 */
public final class DriftChecks {

	/** Whoever has more to mend than this reads the scripts as a whole. */
	private static final int DESCRIBED = 100;

	private final DataSource dataSource;

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final DriftSettings drift;

	private final ShadowSettings shadow;

	private final MigrationListener listener;

	private final SnapshotScope scope;

	private final DriftStore store;

	private final Supplier<List<BackfillDefinition>> backfills;

	/**
	 * Creates the checks.
	 * @param dataSource where connections come from
	 * @param migrations the files, asked for only if they must be replayed
	 * @param settings how the migrator works
	 * @param drift how to check
	 * @param shadow where a shadow may be made
	 * @param listener who hears what was found
	 */
	public DriftChecks(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			DriftSettings drift, ShadowSettings shadow, MigrationListener listener) {
		this(dataSource, migrations, settings, drift, shadow, listener, List::of);
	}

	private DriftChecks(DataSource dataSource, Supplier<MigrationSet> migrations, MigratorSettings settings,
			DriftSettings drift, ShadowSettings shadow, MigrationListener listener,
			Supplier<List<BackfillDefinition>> backfills) {
		this.dataSource = dataSource;
		this.migrations = migrations;
		this.settings = settings;
		this.drift = drift;
		this.shadow = shadow;
		this.listener = listener;
		this.scope = new SnapshotScope(drift.schemas(), settings.schema());
		this.store = new DriftStore(settings.schema(), settings.stream());
		this.backfills = backfills;
	}

	/**
	 * The same, which also runs the backfills that migrations require where it replays
	 * them.
	 * @param backfills the application's backfills, asked for only if they are required
	 * @return a copy
	 */
	public DriftChecks withBackfills(Supplier<List<BackfillDefinition>> backfills) {
		return new DriftChecks(this.dataSource, this.migrations, this.settings, this.drift, this.shadow, this.listener,
				backfills);
	}

	/**
	 * Checks now, and keeps what was found for all replicas to show.
	 * @return what was found
	 * @throws MigratorException if there is nothing to compare with, or the database
	 * cannot be read
	 */
	public DriftReport check() {
		long start = System.nanoTime();
		try (Connection connection = this.dataSource.getConnection()) {
			DriftReport report = check(connection, start);
			this.store.write(connection, report);
			this.listener.onEvent(new DriftChecked(report.objects().stream().map(DriftedObject::toString).toList(),
					report.count(), report.expectation(), report.checkedAt(), report.took()));
			return report;
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/**
	 * What the last check found, whichever replica did it.
	 * @return the report, or {@code null} if there was none
	 */
	public @Nullable DriftReport last() {
		try (Connection connection = this.dataSource.getConnection()) {
			return this.store.read(connection);
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	/**
	 * Checks if it is time and no other replica does. A check that fails leaves the turn
	 * to whoever asks next.
	 * @param next the time of the check that comes after a given time
	 * @return how long to wait before asking again, at least
	 * @throws MigratorException as {@link #check()}
	 */
	public Duration checkIfDue(UnaryOperator<Instant> next) {
		DriftStore.Turn turn = turn(next);
		if (turn.mine()) {
			try {
				check();
			}
			catch (RuntimeException ex) {
				giveBack(turn, ex);
				throw ex;
			}
		}
		return turn.untilNext();
	}

	/**
	 * The table may not be there, since a deploy that finds nothing to do makes none.
	 */
	private DriftStore.Turn turn(UnaryOperator<Instant> next) {
		try {
			return take(next);
		}
		catch (SQLException ex) {
			if (!DriftStore.isMissing(ex)) {
				throw DatabaseException.of(ex, this.settings);
			}
		}
		new Engine(this.dataSource, this.migrations, this.settings, List.of(this.listener), Clock.systemUTC())
			.prepareTables();
		try {
			return take(next);
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	private DriftStore.Turn take(UnaryOperator<Instant> next) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			return this.store.take(connection, next);
		}
	}

	private void giveBack(DriftStore.Turn turn, RuntimeException failure) {
		try (Connection connection = this.dataSource.getConnection()) {
			this.store.giveBack(connection, turn);
		}
		catch (SQLException ex) {
			failure.addSuppressed(ex);
		}
	}

	private DriftReport check(Connection connection, long start) throws SQLException {
		HistoryReader history = new HistoryReader(this.settings.schema(), this.settings.stream());
		SnapshotStore snapshots = new SnapshotStore(this.settings.schema(), this.settings.stream());
		StoredSnapshot kept = (this.drift.expect() != Expect.MIGRATIONS) ? snapshots.readBrief(connection) : null;
		boolean current = kept != null && SnapshotMark.read(connection, this.settings, this.scope).equals(kept.mark());
		if (kept != null && current) {
			return againstSnapshot(connection, snapshots, kept, start);
		}
		if (this.drift.expect() == Expect.SNAPSHOT) {
			throw new MigratorException(
					(kept == null) ? "There is no snapshot to compare the schema with"
							: "The snapshot of " + kept.takenAt()
									+ " is older than what was migrated since, or of other schemas",
					"the schema was not looked at", "Deploy once more, or set migrator.drift.expect=auto so that the "
							+ "migrations are replayed on a shadow instead.",
					null);
		}
		return againstMigrations(connection, history, start);
	}

	private DriftReport againstSnapshot(Connection connection, SnapshotStore snapshots, StoredSnapshot brief,
			long start) throws SQLException {
		String expectation = "the snapshot of the last deploy, " + brief.takenAt()
				+ ((brief.migration() != null) ? ", after " + brief.migration() : "");
		SnapshotReader reader = new SnapshotReader(this.scope);
		String quick = reader.quickFingerprint(connection);
		if (quick.equals(brief.quickFingerprint())) {
			return DriftScripts.nothing(DriftStore.now(connection), since(start), this.settings, expectation);
		}
		StoredSnapshot kept = Objects.requireNonNull(snapshots.read(connection));
		SchemaSnapshot found = reader.read(connection);
		SchemaSnapshot expected = SnapshotFormat.read(kept.data());
		if (found.fingerprint().equals(kept.fingerprint()) && kept.fingerprint().equals(brief.fingerprint())) {
			snapshots.refresh(connection, kept.fingerprint(), quick);
		}
		return compare(connection, expected, found, expectation, start);
	}

	private DriftReport againstMigrations(Connection connection, HistoryReader history, long start)
			throws SQLException {
		Set<String> applied = new HashSet<>();
		for (HistoryEntry entry : history.read(connection).entries()) {
			if (entry.state() == HistoryState.APPLIED) {
				applied.add(entry.id());
			}
		}
		MigrationSet files = this.migrations.get();
		List<String> missing = applied.stream().filter((id) -> files.find(id) == null).sorted().toList();
		if (!missing.isEmpty()) {
			throw new MigratorException(
					"The migrations cannot be replayed: applied, but not known to this application" + " are "
							+ String.join(", ", missing),
					"the schema was not looked at", "Check with the version of the application that has them.", null);
		}
		try (Shadow place = Shadow.open(this.shadow)) {
			SchemaSnapshot expected = MigrationReplay.snapshot(
					files.replayed((migration) -> applied.contains(migration.id().value())), place, this.settings,
					new ReplayedBackfills(this.backfills, this.settings.environments()), this.scope);
			SchemaSnapshot found = new SnapshotReader(this.scope).read(connection);
			return compare(connection, expected, found,
					"the " + applied.size() + " applied migrations, replayed on " + place.description(), start);
		}
	}

	private DriftReport compare(Connection connection, SchemaSnapshot expected, SchemaSnapshot found,
			String expectation, long start) throws SQLException {
		IgnorePatterns ignore = new IgnorePatterns(this.drift.ignore());
		SchemaSnapshot matters = expected.without(ignore);
		SchemaSnapshot live = found.without(ignore);
		DriftFinder.Drift result = new DriftFinder(matters, live).find(DESCRIBED);
		return DriftScripts.report(DriftStore.now(connection), since(start), this.settings, expectation, result,
				matters, live);
	}

	private static Duration since(long start) {
		return Duration.ofMillis((System.nanoTime() - start) / 1_000_000);
	}

}
