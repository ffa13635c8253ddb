package io.migrator.boot.cli;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class InvocationTests {

	@Test
	void otherStartsAreNoInvocation() {
		assertThat(Invocation.of()).isNull();
		assertThat(Invocation.of("--spring.profiles.active=prod")).isNull();
		assertThat(Invocation.of("serve", "migrator")).isNull();
		assertThat(Invocation.of("--migrator")).isNull();
	}

	@Test
	void argumentsAfterTheWordAreTheMigrators() {
		assertThat(Invocation.of("migrator", "rollback", "2", "--json"))
			.isEqualTo(new Invocation(List.of("rollback", "2", "--json")));
		assertThat(Invocation.of("migrator")).isEqualTo(new Invocation(List.of()));
	}

	@Test
	void springPropertiesMayStandAnywhere() {
		assertThat(Invocation.of("--spring.profiles.active=prod", "migrator", "--migrator.locations[0]=classpath:db",
				"status", "--spring.datasource.url=jdbc:postgresql://localhost/a?b=c", "--json",
				"--management.tracing.enabled"))
			.isEqualTo(new Invocation(List.of("status", "--json")));
	}

	@Test
	void optionsWithoutADotAreNoSpringProperties() {
		assertThat(Invocation.of("migrator", "status", "--bogus=a.b"))
			.isEqualTo(new Invocation(List.of("status", "--bogus=a.b")));
	}

}
