package io.migrator.benchmarks;

import java.sql.Connection;
import java.sql.Statement;

import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

import static org.assertj.core.api.Assertions.assertThat;

class CountingProxyTests {

	@Test
	void countsWhatTheClientWaitsForAfterTheConnect() throws Exception {
		try (Server server = Server.start(); CountingProxy proxy = new CountingProxy(server.port())) {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(
					"jdbc:postgresql://localhost:%d/postgres?user=postgres&sslmode=disable".formatted(proxy.port()));
			try (Connection connection = dataSource.getConnection();
					Statement statement = connection.createStatement()) {
				int connect = proxy.take().roundTrips();
				statement.execute("SELECT 1");
				statement.execute("SELECT 1; SELECT 2");
				assertThat(proxy.take().roundTrips()).isEqualTo(2);
				connection.setAutoCommit(false);
				statement.execute("CREATE TABLE t (id int)");
				connection.commit();
				assertThat(proxy.take().roundTrips()).isEqualTo(2);
				assertThat(connect).isNotNegative();
			}
		}
	}

}
