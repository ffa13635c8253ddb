package io.migrator.boot.jpa;

import java.sql.Connection;
import java.sql.SQLException;

import io.migrator.boot.jpa.rejected.keyless.Keyless;
import io.migrator.boot.jpa.rejected.stray.Stray;
import io.migrator.boot.jpa.rejected.untyped.Untyped;
import io.migrator.boot.jpa.shop.Account;
import io.migrator.boot.jpa.shop.Money;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.test.TestDatabase;
import org.hibernate.boot.model.naming.PhysicalNamingStrategy;
import org.hibernate.boot.model.naming.PhysicalNamingStrategyStandardImpl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurationPackage;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration;
import org.springframework.boot.hibernate.autoconfigure.HibernatePropertiesCustomizer;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.persistence.autoconfigure.EntityScanPackages;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Scripts of entities, run on a server.
 */
class EntityScriptTests {

	private final TestDatabase database = TestDatabase.create();

	/** Whoever connects fails. */
	private final ApplicationContextRunner shop = new ApplicationContextRunner().withUserConfiguration(Shop.class)
		.withPropertyValues("spring.jpa.properties.hibernate.auto_quote_keyword=true",
				"spring.jpa.properties.hibernate.connection.url=jdbc:postgresql://127.0.0.1:1/nowhere");

	@BeforeEach
	void createASchemaThatTheEntitiesName() {
		this.database.jdbc().sql("CREATE SCHEMA catalogue").update();
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void isWhatHibernateCreatesInASchemaOfItsOwn() throws SQLException {
		run(script(this.shop));
		try (TestDatabase oracle = TestDatabase.create()) {
			oracle.jdbc().sql("CREATE SCHEMA catalogue").update();
			onServer(oracle, "create").run((context) -> assertThat(context).hasNotFailed());
			// Hibernate's own statement for this comment is no SQL
			oracle.jdbc().sql("COMMENT ON TABLE accounts IS 'Who buys; it''s one per \"person\"'").update();
			SchemaDiff difference = SchemaDiff.between(snapshot(oracle), snapshot(this.database));
			assertThat(difference.differences()).isEmpty();
		}
	}

	@Test
	void hibernateFindsInTheSchemaWhatItAsksFor() {
		run(script(this.shop));
		onServer(this.database, "validate").run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void createsSchemasThatEntitiesName() {
		this.database.jdbc().sql("DROP SCHEMA catalogue").update();
		String script = script(this.shop.withPropertyValues("spring.jpa.properties.hibernate.default_schema=public"));
		assertThat(script).startsWith("""
				create schema if not exists catalogue;
				create schema if not exists public;
				""").contains("create table public.accounts (");
		run(script);
	}

	@Test
	void keepsTheSettingsOfTheApplication() {
		assertThat(script(this.shop)).contains("owner_name varchar(80) not null", "postal_code");
		assertThat(script(this.shop.withPropertyValues(
				"spring.jpa.hibernate.naming.physical-strategy=" + PhysicalNamingStrategyStandardImpl.class.getName())))
			.contains("ownerName varchar(80) not null", "postalCode");
		assertThat(script(this.shop.withBean(PhysicalNamingStrategy.class, PhysicalNamingStrategyStandardImpl::new)))
			.contains("ownerName varchar(80) not null", "postalCode");
		assertThat(script(this.shop.withBean(HibernatePropertiesCustomizer.class,
				() -> (settings) -> settings.put("hibernate.type.preferred_uuid_jdbc_type", "VARCHAR"))))
			.contains("id varchar(36) not null");
		assertThat(script(this.shop.withPropertyValues("spring.jpa.mapping-resources=jpa/orm.xml")))
			.contains("create table relics (");
	}

	@Test
	void writesNothingElseHoweverTheApplicationIsSet() {
		String script = script(this.shop);
		assertThat(script(this.shop.withPropertyValues("spring.jpa.hibernate.ddl-auto=create-drop",
				"spring.jpa.generate-ddl=true", "spring.jpa.properties.hibernate.format_sql=true",
				"spring.jpa.properties.hibernate.hbm2ddl.import_files=/cases/data.sql",
				"spring.jpa.properties.jakarta.persistence.schema-generation.create-source=script",
				"spring.jpa.properties.jakarta.persistence.schema-generation.create-script-source=/cases/data.sql",
				"spring.jpa.properties.jakarta.persistence.sql-load-script-source=/cases/data.sql")))
			.isEqualTo(script);
	}

	@Test
	void looksWhereEntityScanSays() {
		assertThat(script(this.shop.withInitializer((context) -> EntityScanPackages
			.register((GenericApplicationContext) context, "io.migrator.boot.jpa.wallet"))))
			.isEqualTo("create table wallets (id bigint not null, owner varchar(255), primary key (id));\n");
	}

	@ParameterizedTest
	@ValueSource(classes = { Keyless.class, Stray.class, Untyped.class })
	void namesTheEntityThatHibernateRejects(Class<?> entity) {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> script(packages(entity.getPackageName())))
			.satisfies((ex) -> {
				assertThat(ex.problem()).startsWith("Hibernate rejects " + entity.getName()).contains(":");
				assertThat(ex.exitCode()).isEqualTo(ExitCodes.INVALID);
			});
	}

	@Test
	void refusesToTakeNoEntitiesForAnEmptySchema() {
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> script(packages("io.migrator.boot.format")))
			.satisfies((ex) -> assertThat(ex.problem()).contains("no entities in [io.migrator.boot.format]"));
	}

	@Test
	void saysWhatElseThereIsWithoutHibernate() {
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(
					() -> script(new ApplicationContextRunner().withClassLoader(new FilteredClassLoader("org.hibernate",
							"org.springframework.boot.hibernate", "org.springframework.orm", "jakarta.persistence"))))
			.satisfies((ex) -> {
				assertThat(ex.problem()).contains("spring-boot-hibernate is not on its class path");
				assertThat(ex.nextStep()).contains("schema file", "URL");
			});
	}

	private void run(String script) {
		this.database.jdbc().sql(script).update();
	}

	private ApplicationContextRunner onServer(TestDatabase server, String ddlAuto) {
		return new ApplicationContextRunner().withUserConfiguration(Shop.class)
			.withConfiguration(
					AutoConfigurations.of(DataSourceAutoConfiguration.class, HibernateJpaAutoConfiguration.class))
			.withPropertyValues("spring.jpa.properties.hibernate.auto_quote_keyword=true",
					"spring.datasource.url=" + server.url(), "spring.datasource.username=postgres",
					"spring.datasource.hikari.maximum-pool-size=2", "spring.jpa.hibernate.ddl-auto=" + ddlAuto);
	}

	private static SchemaSnapshot snapshot(TestDatabase database) throws SQLException {
		try (Connection connection = database.dataSource().getConnection()) {
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

	private static ApplicationContextRunner packages(String name) {
		return new ApplicationContextRunner().withInitializer(
				(context) -> AutoConfigurationPackages.register((GenericApplicationContext) context, name));
	}

	private String script(ApplicationContextRunner runner) {
		String[] script = new String[1];
		runner.run((context) -> script[0] = EntityScript.create(
				(ConfigurableApplicationContext) context.getSourceApplicationContext(), this.database.majorVersion()));
		return script[0];
	}

	@Configuration(proxyBeanMethods = false)
	@AutoConfigurationPackage(basePackageClasses = Account.class)
	static class Shop {

		@Bean
		Money.Rounding rounding() {
			return new Money.Rounding();
		}

	}

}
