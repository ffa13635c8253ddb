package io.migrator.boot;

import javax.sql.DataSource;

import io.migrator.boot.jpa.JpaTransactions;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/**
 * Chooses what the transactions of batches are made by.
 */
final class BackfillTransactions {

	private BackfillTransactions() {
	}

	/**
	 * Chooses the application's own transaction manager if its transactions are those of
	 * the migrator's data source, so that repositories take part in the transaction of
	 * the batch that calls them.
	 * @param own the application's only or primary transaction manager, or {@code null}
	 * @param dataSource the migrator's data source
	 * @return the transaction manager
	 */
	static PlatformTransactionManager of(@Nullable PlatformTransactionManager own, DataSource dataSource) {
		return (own != null && isOf(own, dataSource)) ? own : new JdbcTransactionManager(dataSource);
	}

	/** A gate before a data source makes no difference to its transactions. */
	private static boolean isSame(@Nullable DataSource one, DataSource other) {
		return one != null && TransactionSynchronizationUtils.unwrapResourceIfNecessary(one) == other;
	}

	private static boolean isOf(PlatformTransactionManager manager, DataSource dataSource) {
		return (manager instanceof DataSourceTransactionManager jdbc && isSame(jdbc.getDataSource(), dataSource))
				|| JpaTransactions.areOf(manager, dataSource);
	}

}
