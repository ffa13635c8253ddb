package io.migrator.boot.testcontainers;

import io.migrator.Migrator;
import io.migrator.boot.MigratorAutoConfiguration;
import io.migrator.boot.MigratorConnectionDetails;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.postgresql.PostgreSQLContainer;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.testcontainers.service.connection.ServiceConnection;
import org.springframework.context.annotation.Configuration;
import org.springframework.test.context.junit.jupiter.SpringJUnitConfig;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The migrator connects to a service connection's container; needs Docker.
 */
@EnabledIf(value = "dockerIsThere", disabledReason = "Skipped: Testcontainers finds no Docker here")
@Testcontainers(disabledWithoutDocker = true)
@SpringJUnitConfig
class MigratorServiceConnectionTests {

	@Container
	@ServiceConnection
	static final PostgreSQLContainer postgres = new PostgreSQLContainer("postgres:18-alpine");

	@Autowired(required = false)
	private MigratorConnectionDetails connectionDetails;

	@Autowired
	private Migrator migrator;

	@Test
	void migratesTheContainer() {
		assertThat(this.connectionDetails.getJdbcUrl()).isEqualTo(postgres.getJdbcUrl());
		assertThat(this.migrator.plan().isUpToDate()).isTrue();
	}

	static boolean dockerIsThere() {
		return DockerClientFactory.instance().isDockerAvailable();
	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ DataSourceAutoConfiguration.class, MigratorAutoConfiguration.class })
	static class Application {

	}

}
