package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillThrottle;
import io.migrator.run.MigratorEvent.BackfillThrottled;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Holds one worker back while a throttle says so, and tells why.
 */
final class Throttling {

	private final DataSource dataSource;

	private final BackfillThrottle throttle;

	private final Duration interval;

	private long lookedAt;

	private boolean looked;

	private @Nullable String reason;

	Throttling(DataSource dataSource, BackfillThrottle throttle, Duration interval) {
		this.dataSource = dataSource;
		this.throttle = throttle;
		this.interval = interval;
	}

	/**
	 * Waits until nothing holds the worker back.
	 * @param possession its claim
	 * @return whether the claim is still its own and to be worked on
	 */
	boolean pass(Possession possession) {
		if (this.looked && System.nanoTime() - this.lookedAt < this.interval.toNanos()) {
			return true;
		}
		for (String found = look(possession); found != null; found = look(possession)) {
			change(possession, found);
			possession.beat(found);
			if (!possession.sleep(this.interval, found)) {
				return false;
			}
		}
		change(possession, null);
		return possession.holds();
	}

	private void change(Possession possession, @Nullable String found) {
		if (!Objects.equals(found, this.reason)) {
			this.reason = found;
			Lease lease = possession.lease();
			possession.backfill().tell(new BackfillThrottled(lease.name(), lease.worker(), found));
		}
	}

	private @Nullable String look(Possession possession) {
		this.looked = true;
		this.lookedAt = System.nanoTime();
		try (Connection connection = this.dataSource.getConnection()) {
			return this.throttle.reason(connection, possession.lease().name(), possession.lease().range().relation());
		}
		catch (SQLException | RuntimeException ex) {
			LoggerFactory.getLogger(Throttling.class).debug("Could not look whether to hold back", ex);
			return null;
		}
	}

}
