package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;

import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryReader;
import io.migrator.history.HistoryState;
import io.migrator.history.SnapshotStore;
import io.migrator.history.StoredSnapshot;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the schema as it is when the lock is about to be given back: what later checks
 * expect to find. The mark of the history is kept along, so that a process that dies
 * before it gets here leaves a snapshot that is known to be outdated.
 */
final class SnapshotKeeper {

	private final MigratorSettings settings;

	private final MigrationListener listener;

	SnapshotKeeper(MigratorSettings settings, MigrationListener listener) {
		this.settings = settings;
		this.listener = listener;
	}

	/**
	 * Takes a snapshot and keeps it. A failure is no failure of the deploy.
	 * @param connection the connection that holds the lock, outside of a transaction
	 */
	void keep(Connection connection) {
		SnapshotScope scope = this.settings.snapshots();
		if (scope == null) {
			return;
		}
		try {
			HistoryReader history = new HistoryReader(this.settings.schema(), this.settings.stream());
			SnapshotStore store = new SnapshotStore(this.settings.schema(), this.settings.stream());
			String mark = SnapshotMark.read(connection, this.settings, scope);
			StoredSnapshot kept = store.readBrief(connection);
			if (kept != null && mark.equals(kept.mark())) {
				return;
			}
			SnapshotReader reader = new SnapshotReader(scope);
			String quick = reader.quickFingerprint(connection);
			SchemaSnapshot snapshot = reader.read(connection);
			store.write(connection,
					new StoredSnapshot(Instant.EPOCH, snapshot.serverVersion(), snapshot.fingerprint(), quick,
							last(history.read(connection)), mark, SnapshotFormat.VERSION,
							SnapshotFormat.write(snapshot)));
		}
		catch (SQLException ex) {
			this.listener.onEvent(new Warning("The snapshot for drift checks could not be kept: " + Failures.message(ex)
					+ ". The next deploy tries again; until then checks replay the migrations."));
		}
	}

	private static @Nullable String last(History history) {
		return history.entries()
			.stream()
			.filter((entry) -> entry.state() == HistoryState.APPLIED)
			.max(Comparator.comparingLong(HistoryEntry::position))
			.map(HistoryEntry::id)
			.orElse(null);
	}

}
