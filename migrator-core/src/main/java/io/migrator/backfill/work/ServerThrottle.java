package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.backfill.BackfillThrottle;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds back for what one server tells in one round trip. What the role may not see holds
 * nothing back: standbys and other roles' sessions are shown to members of
 * {@code pg_read_all_stats}, locks to everybody.
 */
final class ServerThrottle implements BackfillThrottle {

	private static final Logger LOGGER = LoggerFactory.getLogger(ServerThrottle.class);

	private final @Nullable String sql;

	private final LongSupplier nanoTime;

	private final String lagLimit;

	private final @Nullable ReplicationLag lag;

	private final Set<String> unseen = ConcurrentHashMap.newKeySet();

	/**
	 * Creates the throttle.
	 * @param limits when to hold back
	 * @param schema the schema of the migrator's tables
	 * @param nanoTime a clock that only goes forward
	 */
	ServerThrottle(Throttle limits, String schema, LongSupplier nanoTime) {
		this.sql = ServerSights.sql(limits, schema);
		this.nanoTime = nanoTime;
		this.lag = (limits.replicationLag() != null) ? new ReplicationLag(limits.replicationLag()) : null;
		this.lagLimit = (limits.replicationLag() != null) ? ServerSights.seconds(limits.replicationLag()) : "";
	}

	@Override
	public @Nullable String reason(Connection connection, String backfill, String relation) throws SQLException {
		if (this.sql == null) {
			return null;
		}
		List<String> reasons = new ArrayList<>();
		try (PreparedStatement statement = connection.prepareStatement(this.sql)) {
			statement.setString(1, relation);
			try (ResultSet sights = statement.executeQuery()) {
				long now = this.nanoTime.getAsLong();
				while (sights.next()) {
					String reason = reason(sights, now);
					if (reason != null) {
						reasons.add(reason);
					}
				}
			}
		}
		return reasons.isEmpty() ? null : reasons.get(0);
	}

	private @Nullable String reason(ResultSet sight, long now) throws SQLException {
		String text = sight.getString(2);
		switch (sight.getString(1)) {
			case ServerSights.LOG_END -> remember(now, sight.getLong(3));
			case ServerSights.STANDBY -> {
				Long replayed = sight.getObject(3, Long.class);
				if (sight.getBoolean(4) || isFarBehind(now, replayed)) {
					return "standby " + text + " is more than " + this.lagLimit + " behind";
				}
			}
			case ServerSights.UNSEEN -> {
				if (this.unseen.add(text)) {
					LOGGER.debug("The role may not see {}, which so holds no backfill back; pg_read_all_stats lets it",
							text);
				}
			}
			default -> {
				return text;
			}
		}
		return null;
	}

	private synchronized void remember(long now, long end) {
		if (this.lag != null) {
			this.lag.look(now, end);
		}
	}

	private synchronized boolean isFarBehind(long now, @Nullable Long replayed) {
		return this.lag != null && this.lag.exceeds(now, replayed);
	}

}
