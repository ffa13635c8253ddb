package io.migrator.boot.jpa;

import javax.sql.DataSource;

import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;
import org.springframework.util.ClassUtils;

/**
 * Looks at JPA's transaction manager, where there is JPA.
 */
public final class JpaTransactions {

	private static final boolean PRESENT = ClassUtils.isPresent("org.springframework.orm.jpa.JpaTransactionManager",
			JpaTransactions.class.getClassLoader())
			&& ClassUtils.isPresent("jakarta.persistence.EntityManagerFactory", JpaTransactions.class.getClassLoader());

	private JpaTransactions() {
	}

	/**
	 * Whether a transaction manager is JPA's and shares its transactions with plain JDBC
	 * on a data source.
	 * @param manager a transaction manager
	 * @param dataSource a data source
	 * @return whether it does
	 */
	public static boolean areOf(PlatformTransactionManager manager, DataSource dataSource) {
		return PRESENT && Jpa.areOf(manager, dataSource);
	}

	/**
	 * Loaded only where there is JPA.
	 */
	private static final class Jpa {

		static boolean areOf(PlatformTransactionManager manager, DataSource dataSource) {
			DataSource own = (manager instanceof JpaTransactionManager jpa) ? jpa.getDataSource() : null;
			// What is put before a data source makes no difference to its transactions
			return own != null && TransactionSynchronizationUtils.unwrapResourceIfNecessary(own) == dataSource;
		}

	}

}
