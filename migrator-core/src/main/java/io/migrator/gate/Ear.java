package io.migrator.gate;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import javax.sql.DataSource;

import io.migrator.history.FeatureRows;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a watch: questions go over it, and where that works it hears at once
 * that something has changed.
 * <p>
 * Whether it works is not told by anybody: a pooler that lends its sessions accepts a
 * {@code LISTEN} and delivers nothing. So one that gives itself away by the process id
 * that it makes up is not asked to, and else nothing counts as heard before what another
 * connection of ours said has arrived.
 */
final class Ear implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Ear.class);

	private static final int TIMEOUT_MS = 10_000;

	/** How long somebody who wakes the watch may have to wait. */
	private static final Duration SLICE = Duration.ofMillis(200);

	/** Within which many changes are one. */
	private static final Duration BURST = Duration.ofMillis(40);

	private final DataSource dataSource;

	private final Connection connection;

	private final int timeoutBefore;

	private final String payload;

	private final String proof = "proof " + UUID.randomUUID();

	private @Nullable PGConnection listening;

	private boolean proved;

	private Ear(DataSource dataSource, Connection connection, String payload) throws SQLException {
		this.dataSource = dataSource;
		this.connection = connection;
		this.payload = payload;
		this.timeoutBefore = connection.getNetworkTimeout();
		connection.setNetworkTimeout(Runnable::run, TIMEOUT_MS);
		if (!connection.getAutoCommit()) {
			connection.setAutoCommit(true);
		}
	}

	static Ear open(DataSource dataSource, String payload) throws SQLException {
		Connection connection = dataSource.getConnection();
		try {
			return new Ear(dataSource, connection, payload);
		}
		catch (SQLException | RuntimeException ex) {
			connection.close();
			throw ex;
		}
	}

	Connection connection() {
		return this.connection;
	}

	/**
	 * Begins to listen, if that can work; it is known to once {@link #isProved} says so.
	 * @throws SQLException if the connection is lost
	 */
	void listen() throws SQLException {
		if (!this.connection.isWrapperFor(PGConnection.class)) {
			return;
		}
		PGConnection pg = this.connection.unwrap(PGConnection.class);
		try {
			if (pg.getBackendPID() != pid()) {
				logger.debug("Connected through a pooler: asks instead of listening");
				return;
			}
			execute(this.connection, "LISTEN " + FeatureRows.CHANNEL);
			try (Connection other = this.dataSource.getConnection()) {
				execute(other, "NOTIFY " + FeatureRows.CHANNEL + ", " + Quote.literal(this.proof));
				if (!other.getAutoCommit()) {
					other.commit();
				}
			}
			this.listening = pg;
		}
		catch (SQLException ex) {
			if (!this.connection.isValid(TIMEOUT_MS / 1000)) {
				throw ex;
			}
			logger.debug("Cannot listen: asks instead", ex);
		}
	}

	private int pid() throws SQLException {
		try (Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_catalog.pg_backend_pid()")) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void execute(Connection connection, String sql) throws SQLException {
		try (Statement statement = connection.createStatement()) {
			statement.setEscapeProcessing(false);
			statement.execute(sql);
		}
	}

	boolean isProved() {
		return this.proved;
	}

	/**
	 * Waits until it hears of a change, somebody wakes it, or the time is over.
	 * @param atMost how long
	 * @param woken whether somebody has woken it
	 * @throws SQLException if the connection is lost
	 */
	void await(Duration atMost, BooleanSupplier woken) throws SQLException {
		long end = System.nanoTime() + atMost.toNanos();
		for (long left = atMost.toNanos(); left > 0 && !woken.getAsBoolean(); left = end - System.nanoTime()) {
			PGConnection pg = this.listening;
			if (pg == null) {
				LockSupport.parkNanos(left);
			}
			else if (heard(pg, Math.min(left, SLICE.toNanos()))) {
				LockSupport.parkNanos(BURST.toNanos());
				heard(pg.getNotifications());
				return;
			}
		}
	}

	/** What came along with an answer is not waited for. */
	private boolean heard(PGConnection pg, long nanos) throws SQLException {
		return heard(pg.getNotifications())
				|| heard(pg.getNotifications((int) Math.max(1, Duration.ofNanos(nanos).toMillis())));
	}

	private boolean heard(PGNotification @Nullable [] notifications) {
		boolean heard = false;
		if (notifications != null) {
			for (PGNotification notification : notifications) {
				this.proved |= notification.getParameter().equals(this.proof);
				heard |= notification.getParameter().equals(this.payload);
			}
		}
		return heard;
	}

	@Override
	public void close() {
		try (Connection closed = this.connection) {
			if (this.listening != null) {
				execute(closed, "UNLISTEN " + FeatureRows.CHANNEL);
			}
			closed.setNetworkTimeout(Runnable::run, this.timeoutBefore);
		}
		catch (SQLException ex) {
			logger.debug("The connection was lost", ex);
		}
	}

}
