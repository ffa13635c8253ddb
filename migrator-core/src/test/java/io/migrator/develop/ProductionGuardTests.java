package io.migrator.develop;

import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ProductionGuardTests {

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://db.prod.example.com/app", "jdbc:postgresql://db/app_production",
			"jdbc:postgresql://prod-2/app?user=a", "jdbc:postgresql://live01:5432/app" })
	void seesProductionInAUrl(String url) {
		assertThat(ProductionGuard.sign(Set.of(), url)).contains("the database is at");
	}

	@ParameterizedTest
	@ValueSource(strings = { "jdbc:postgresql://localhost/products", "jdbc:postgresql://localhost/app?user=prod",
			"jdbc:postgresql://delivery/alive" })
	void isNotAfraidOfWordsThatOnlyLookAlike(String url) {
		assertThat(ProductionGuard.sign(Set.of("dev"), url)).isNull();
	}

	@Test
	void seesProductionInAProfile() {
		assertThat(ProductionGuard.sign(Set.of("eu", "Production"), "jdbc:postgresql://localhost/app"))
			.isEqualTo("the environment is 'Production'");
	}

}
