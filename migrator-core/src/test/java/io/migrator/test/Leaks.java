package io.migrator.test;

import java.time.Duration;
import java.util.List;

import org.awaitility.Awaitility;

/**
 * Sees that no session is left on a database. With the sessions go their transactions and
 * locks, but for prepared transactions, which are looked for too.
 */
final class Leaks {

	/** A server takes a moment to notice that a client has hung up. */
	private static final Duration AT_MOST = Duration.ofSeconds(10);

	private Leaks() {
	}

	static void check(TestDatabase database) {
		Awaitility.await("no session is left on " + database.name())
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(20))
			.atMost(AT_MOST)
			.until(() -> left(database), List::isEmpty);
	}

	private static List<String> left(TestDatabase database) {
		return database.jdbc().sql("""
				SELECT concat_ws(' ', 'session', pid, application_name, state, query) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
				UNION ALL SELECT 'prepared transaction ' || gid FROM pg_prepared_xacts
				WHERE database = current_database()""").query(String.class).list();
	}

}
