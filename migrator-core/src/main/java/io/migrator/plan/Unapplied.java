package io.migrator.plan;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.migrator.history.History;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;

/**
 * Finds the migrations that are not applied as their files are now, for which it matters
 * what they wait for.
 */
final class Unapplied {

	private Unapplied() {
	}

	static Stream<Migration> of(MigrationSet migrations, History history) {
		Map<String, String> applied = new HashMap<>();
		for (HistoryEntry entry : history.entries()) {
			if (entry.state() == HistoryState.APPLIED) {
				applied.put(entry.id(), entry.checksum());
			}
		}
		return StreamSupport.stream(migrations.spliterator(), false).filter((migration) -> {
			String checksum = applied.get(migration.id().value());
			return checksum == null || migration.repeatable() && !checksum.equals(migration.up().checksum());
		});
	}

}
