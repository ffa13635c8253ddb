package io.migrator.boot;

import javax.sql.DataSource;

import org.junit.jupiter.api.Test;

import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.orm.jpa.JpaTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillTransactionsTests {

	private final DataSource dataSource = new DriverManagerDataSource();

	@Test
	void areTheApplicationsOwnOnTheSameDataSource() {
		PlatformTransactionManager own = new JdbcTransactionManager(this.dataSource);
		assertThat(BackfillTransactions.of(own, this.dataSource)).isSameAs(own);
	}

	@Test
	void areThoseOfJpaOnTheSameDataSource() {
		JpaTransactionManager own = new JpaTransactionManager();
		own.setDataSource(this.dataSource);
		assertThat(BackfillTransactions.of(own, this.dataSource)).isSameAs(own);
		assertOfItsOwn(BackfillTransactions.of(own, new DriverManagerDataSource()));
	}

	@Test
	void areOfTheirOwnOnAnother() {
		assertOfItsOwn(
				BackfillTransactions.of(new JdbcTransactionManager(new DriverManagerDataSource()), this.dataSource));
		assertOfItsOwn(BackfillTransactions
			.of(new JdbcTransactionManager(new LazyConnectionDataSourceProxy(this.dataSource)), this.dataSource));
		assertOfItsOwn(BackfillTransactions.of(null, this.dataSource));
	}

	private void assertOfItsOwn(PlatformTransactionManager manager) {
		assertThat(manager).isInstanceOfSatisfying(JdbcTransactionManager.class,
				(own) -> assertThat(own.getDataSource()).isNotNull());
	}

}
