package io.migrator.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.migrator.check.Facts.Kept;
import io.migrator.run.Expectation;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Runs one check, in one transaction that only reads, sees one moment, and is rolled
 * back.
 */
final class CheckRun {

	/** So much of what is found is kept and shown. */
	private static final int LENGTH = 4_000;

	private final Connection connection;

	private final Check check;

	private final Duration timeout;

	private final Duration lockTimeout;

	CheckRun(Connection connection, Check check, Duration timeout, Duration lockTimeout) {
		this.connection = connection;
		this.check = check;
		this.timeout = (check.directives().statementTimeout() != null) ? check.directives().statementTimeout()
				: timeout;
		this.lockTimeout = lockTimeout;
	}

	/**
	 * Runs the check.
	 * @param claim a query that says whether to run it, or {@code null} to run it in any
	 * case
	 * @return what was found; nothing if it was not to be run
	 * @throws SQLException if the connection is lost, or our own statements are refused
	 */
	Optional<Kept> run(@Nullable String claim) throws SQLException {
		long start = System.nanoTime();
		execute("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
		try {
			if (claim != null && !asks(claim)) {
				return Optional.empty();
			}
			Instant at = startedAt();
			execute("SET LOCAL statement_timeout = " + this.timeout.toMillis() + "; SET LOCAL lock_timeout = "
					+ this.lockTimeout.toMillis());
			String found = found();
			return Optional.of(new Kept(this.check.checksum(), found == null, null, at,
					Duration.ofNanos(System.nanoTime() - start).toMillis(), found));
		}
		finally {
			rollback();
		}
	}

	private @Nullable String found() throws SQLException {
		List<String> all = new ArrayList<>();
		try (StatementReader reader = StatementReader.of(this.check.script().name(), this.check.script().open())) {
			for (Statement query = reader.next(); query != null; query = reader.next()) {
				if (query.isEmpty()) {
					continue;
				}
				String problem = problem(query);
				if (problem != null) {
					all.add(problem);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + this.check.script().name(), ex);
		}
		return all.isEmpty() ? null : shortened(String.join("\n", all));
	}

	/** An error leaves the transaction failed, so a savepoint goes before each query. */
	private @Nullable String problem(Statement query) throws SQLException {
		execute("SAVEPOINT query");
		try {
			String unmet = Expectation.unmet(this.connection, query);
			return (unmet != null) ? query.script() + ":" + query.line() + ": " + unmet : null;
		}
		catch (SQLException ex) {
			String failure = Expectation.failure(query, ex);
			if (failure == null) {
				throw ex;
			}
			execute("ROLLBACK TO SAVEPOINT query");
			return failure;
		}
	}

	private static String shortened(String text) {
		return (text.length() > LENGTH) ? text.substring(0, LENGTH - 1) + "…" : text;
	}

	private boolean asks(String query) throws SQLException {
		try (java.sql.Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery(query)) {
			row.next();
			return row.getBoolean(1);
		}
	}

	/** The time of the transaction's begin, before which nothing is missed. */
	private Instant startedAt() throws SQLException {
		try (java.sql.Statement statement = this.connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT (extract(epoch FROM now()) * 1000000)::bigint")) {
			row.next();
			return Objects.requireNonNull(CheckStore.instant(row, 1));
		}
	}

	private void execute(String sql) throws SQLException {
		try (java.sql.Statement statement = this.connection.createStatement()) {
			statement.execute(sql);
		}
	}

	/** A transaction that may still be open must not go back to a pool. */
	private void rollback() {
		try {
			execute("ROLLBACK");
		}
		catch (SQLException ex) {
			try {
				this.connection.abort(Runnable::run);
			}
			catch (SQLException gone) {
				LoggerFactory.getLogger(CheckRun.class).debug("Could not cut the connection", gone);
			}
		}
	}

}
