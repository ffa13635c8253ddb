package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;

import javax.sql.DataSource;

import io.migrator.backfill.work.BatchFailure.BatchException;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.DefaultTransactionDefinition;

/**
 * Runs work in transactions that everything joins that uses the same data source in the
 * same thread.
 */
final class Transactions {

	/** Whoever calls may have one already, which is none of our business. */
	private static final TransactionDefinition NEW = new DefaultTransactionDefinition(
			TransactionDefinition.PROPAGATION_REQUIRES_NEW);

	private final PlatformTransactionManager manager;

	private final DataSource dataSource;

	private final String limits;

	Transactions(WorkSite site) {
		this.manager = site.transactions();
		this.dataSource = site.dataSource();
		this.limits = """
				SELECT set_config('lock_timeout', '%d', true),
				    set_config('idle_in_transaction_session_timeout', '%d', true)
				""".formatted(site.backfills().lockTimeout().toMillis(), site.backfills().lease().toMillis());
	}

	/**
	 * Work in a transaction.
	 *
	 * @param <T> what comes of it
	 */
	@FunctionalInterface
	interface Work<T> {

		/**
		 * Does it.
		 * @param connection the transaction's connection
		 * @param status lets the transaction be rolled back
		 * @return what came of it
		 * @throws Exception if it fails, which rolls the transaction back
		 */
		T run(Connection connection, TransactionStatus status) throws Exception;

	}

	/**
	 * Runs work in a transaction and commits it.
	 * @param <T> what comes of it
	 * @param work the work
	 * @return what came of it
	 * @throws RuntimeException if it failed and was rolled back, or, if the connection
	 * was lost at its end, maybe was not
	 */
	<T> T run(Work<T> work) {
		TransactionStatus status = this.manager.getTransaction(NEW);
		T result;
		try {
			result = work(work, status);
		}
		catch (RuntimeException | Error ex) {
			rollback(status, ex);
			throw ex;
		}
		this.manager.commit(status);
		return result;
	}

	/**
	 * Runs work that holds locks which others need, such as that on a backfill: it waits
	 * for others no longer than a batch may, and a process that is frozen in the middle
	 * of it loses its transaction as it loses a lease.
	 * @param <T> what comes of it
	 * @param work the work
	 * @return what came of it
	 * @throws RuntimeException as {@link #run}
	 */
	<T> T runLimited(Work<T> work) {
		return run((connection, status) -> {
			StatementWork.execute(connection, this.limits);
			return work.run(connection, status);
		});
	}

	private <T> T work(Work<T> work, TransactionStatus status) {
		Connection connection = DataSourceUtils.getConnection(this.dataSource);
		try {
			return work.run(connection, status);
		}
		catch (RuntimeException ex) {
			throw ex;
		}
		catch (Exception ex) {
			throw new BatchException(ex);
		}
		catch (Error ex) {
			cut(connection);
			throw ex;
		}
		finally {
			DataSourceUtils.releaseConnection(connection, this.dataSource);
		}
	}

	/** Where the connection is lost there is nothing to roll back. */
	private void rollback(TransactionStatus status, Throwable reason) {
		try {
			this.manager.rollback(status);
		}
		catch (RuntimeException | Error ex) {
			reason.addSuppressed(ex);
		}
	}

	/**
	 * After an error of the machine nothing is certain, not even that a rollback is going
	 * to reach the server before something else ends the transaction by a commit.
	 */
	private static void cut(Connection connection) {
		try {
			connection.abort(Runnable::run);
		}
		catch (SQLException | RuntimeException ex) {
			LoggerFactory.getLogger(Transactions.class).debug("Could not cut the connection", ex);
		}
	}

}
