package io.migrator.boot.cli;

import io.migrator.boot.jpa.EntityScript;
import io.migrator.boot.jpa.shop.Account;
import io.migrator.boot.jpa.shop.Money;
import jakarta.persistence.EntityManagerFactory;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Entities in the context of a command, which has no entity manager factory.
 */
class EntitiesOfCommandTests {

	@Test
	void needsNeitherAnEntityManagerFactoryNorADatabase() {
		SpringApplication application = new SpringApplication(Shop.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.addInitializers((context) -> {
			CommandEnvironment.apply(context.getEnvironment(), false);
			((BeanDefinitionRegistry) context.getBeanFactory()).registerBeanDefinition("migratorApplicationTrimmer",
					new RootBeanDefinition(ApplicationTrimmer.class, () -> new ApplicationTrimmer(false, false)));
		});
		try (ConfigurableApplicationContext context = application.run(
				"--spring.datasource.url=jdbc:postgresql://127.0.0.1:1/nowhere",
				"--spring.docker.compose.enabled=false", "--spring.jpa.properties.hibernate.default_schema=shop")) {
			assertThat(context.getBeanNamesForType(EntityManagerFactory.class)).isEmpty();
			assertThat(EntityScript.create(context, 17)).contains("create table shop.accounts (",
					"create table catalogue.tags (", "alter table if exists shop.card_payments add constraint ");
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	@EntityScan(basePackageClasses = Account.class)
	static class Shop {

		@Bean
		Money.Rounding rounding() {
			return new Money.Rounding();
		}

	}

}
