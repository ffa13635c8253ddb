package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent.Warning;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks every throttle in its order, but not more often than the settings say; between two
 * looks, and while another worker looks, what was found last counts. Safe for use by
 * several threads.
 */
final class Throttles implements BackfillThrottle {

	private static final Logger LOGGER = LoggerFactory.getLogger(Throttles.class);

	private final long interval;

	private final List<BackfillThrottle> throttles;

	private final MigrationListener listener;

	private final LongSupplier nanoTime;

	private final Map<Place, Look> looks = new ConcurrentHashMap<>();

	/** Throttles that failed, which is told once of each. */
	private final Map<BackfillThrottle, Boolean> broken = new ConcurrentHashMap<>();

	/**
	 * Creates the throttles.
	 * @param settings when to hold back, and how often to look
	 * @param schema the schema of the migrator's tables
	 * @param custom the application's own, asked after the server
	 * @param listener who hears of throttles that fail
	 */
	Throttles(Throttle settings, String schema, List<BackfillThrottle> custom, MigrationListener listener) {
		this(settings, schema, custom, listener, System::nanoTime);
	}

	Throttles(Throttle settings, String schema, List<BackfillThrottle> custom, MigrationListener listener,
			LongSupplier nanoTime) {
		this.interval = settings.interval().toNanos();
		this.throttles = new ArrayList<>();
		this.throttles.add(new ServerThrottle(settings, schema, nanoTime));
		this.throttles.addAll(custom);
		this.listener = listener;
		this.nanoTime = nanoTime;
	}

	@Override
	public @Nullable String reason(Connection connection, String backfill, String relation) {
		Look look = this.looks.computeIfAbsent(new Place(backfill, relation), (place) -> new Look());
		if (look.isDue(this.nanoTime.getAsLong(), this.interval)) {
			look.found = look(connection, backfill, relation);
		}
		return look.found;
	}

	private @Nullable String look(Connection connection, String backfill, String relation) {
		for (BackfillThrottle throttle : this.throttles) {
			try {
				String reason = throttle.reason(connection, backfill, relation);
				if (reason != null) {
					return reason;
				}
			}
			catch (SQLException ex) {
				LOGGER.debug("Throttle {} could not look", throttle, ex);
			}
			catch (RuntimeException ex) {
				if (this.broken.putIfAbsent(throttle, true) == null) {
					this.listener
						.onEvent(new Warning("Throttle " + throttle + " failed, so it holds nothing back: " + ex));
				}
			}
		}
		return null;
	}

	/**
	 * What is looked at.
	 *
	 * @param backfill the backfill
	 * @param relation the table or partition
	 */
	private record Place(String backfill, String relation) {
	}

	private static final class Look {

		private boolean done;

		private long at;

		private volatile @Nullable String found;

		/**
		 * Whether it is time to look again, which is said to one worker only.
		 */
		synchronized boolean isDue(long now, long interval) {
			if (this.done && now - this.at < interval) {
				return false;
			}
			this.done = true;
			this.at = now;
			return true;
		}

	}

}
