package io.migrator.boot;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase;
import org.springframework.boot.jdbc.test.autoconfigure.AutoConfigureTestDatabase.Replace;
import org.springframework.boot.jdbc.test.autoconfigure.JdbcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A test slice includes the migrator.
 */
@JdbcTest(properties = { "spring.docker.compose.enabled=false", "spring.flyway.enabled=false" })
@AutoConfigureTestDatabase(replace = Replace.NONE)
class JdbcSliceTests {

	@Autowired
	private JdbcClient jdbc;

	@Test
	void findsTheMigratedSchema() {
		assertThat(this.jdbc.sql("SELECT owner FROM wallets ORDER BY id").query(String.class).list())
			.containsExactly("ana", "bo");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	static class Application {

		@Bean(destroyMethod = "close")
		TestDatabase database() {
			return TestDatabase.create();
		}

		@Bean
		SimpleDriverDataSource dataSource(TestDatabase database) {
			return new SimpleDriverDataSource(new Driver(), database.url(), "postgres", "");
		}

	}

}
