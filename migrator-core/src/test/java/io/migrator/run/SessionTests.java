package io.migrator.run;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

import javax.sql.DataSource;

import io.migrator.error.MigratorException;
import io.migrator.sql.ScriptException;
import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SessionTests {

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void settingsHoldToTheEndOfTheirScriptAndNoFurther() {
		this.workspace.jdbc().sql("CREATE SCHEMA odd").update();
		this.workspace.migration("20260101000000_first", """
				SET search_path = odd;
				SET standard_conforming_strings = off;
				SET work_mem = '1MB';
				CREATE TEMP TABLE scratch (id int);
				PREPARE leftover AS SELECT 1;
				CREATE TABLE wallet (note text);
				INSERT INTO wallet VALUES ('it\\'s;');
				""").migration("20260102000000_second", """
				CREATE TABLE deal AS SELECT current_setting('work_mem') AS work_mem,
				    current_setting('standard_conforming_strings') AS strings, to_regclass('scratch') AS scratch,
				    (SELECT count(*) FROM pg_prepared_statements WHERE name = 'leftover') AS prepared;
				""");
		this.workspace.migrator().deploy();
		assertThat(this.workspace.jdbc().sql("SELECT note FROM odd.wallet").query(String.class).single())
			.isEqualTo("it's;");
		assertThat(this.workspace.jdbc()
			.sql("SELECT work_mem || strings || coalesce(scratch::text, '-') || prepared FROM public.deal")
			.query(String.class)
			.single()).isEqualTo("4MBon-0");
	}

	@Test
	void givesAPooledConnectionBackAsItCame() throws SQLException {
		this.workspace.jdbc().sql("CREATE ROLE session_owner").update();
		try (Connection connection = this.workspace.database().dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute("SET search_path = pg_catalog, \"Odd one\"");
			statement.execute("SET statement_timeout = '47s'");
			statement.execute("SET application_name = 'the pool'");
			statement.execute("CREATE SCHEMA \"Odd one\"");
			String before = settings(statement);
			DataSource pool = new SingleConnectionDataSource(connection, true);
			this.workspace
				.migration("20260101000000_first",
						"SET search_path = public; SET ROLE session_owner; SET datestyle = 'ISO, DMY'; SELECT 1;"
								+ "SELECT pg_advisory_lock(47); SET statement_timeout = 0;")
				.migration("20260102000000_second", "SET SESSION AUTHORIZATION session_owner; VACUUM;");
			this.workspace.migrator(pool).deploy();
			assertThat(settings(statement)).isEqualTo(before);
			this.workspace.migration("20260103000000_third", "SET ROLE session_owner; SELECT 1/0;");
			assertThatExceptionOfType(MigrationFailedException.class)
				.isThrownBy(() -> this.workspace.migrator(pool).deploy());
			assertThat(settings(statement)).isEqualTo(before);
		}
		finally {
			this.workspace.jdbc().sql("DROP ROLE session_owner").update();
		}
	}

	private static String settings(Statement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery("""
				SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) || session_user || current_user
				    || (SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid())
				FROM pg_settings WHERE source = 'session'""")) {
			row.next();
			return row.getString(1);
		}
	}

	@Test
	void worksAsARoleThatOwnsOneSchemaAndNothingElse() {
		JdbcClient admin = this.workspace.jdbc();
		admin.sql("CREATE ROLE narrow LOGIN").update();
		try {
			admin.sql("CREATE SCHEMA \"Its own\" AUTHORIZATION narrow").update();
			admin.sql("REVOKE ALL ON SCHEMA public FROM PUBLIC").update();
			admin.sql("REVOKE ALL ON DATABASE " + this.workspace.database().name() + " FROM PUBLIC").update();
			admin.sql("GRANT CONNECT ON DATABASE " + this.workspace.database().name() + " TO narrow").update();
			admin.sql("ALTER ROLE narrow SET search_path = \"Its own\"").update();
			DataSource narrow = this.workspace.database().dataSource("narrow", "");
			this.workspace.migration("20260101000000_first",
					"CREATE TABLE wallet (id int); CREATE INDEX CONCURRENTLY ON wallet (id);");
			assertThatExceptionOfType(MigratorException.class)
				.isThrownBy(() -> this.workspace.migrator(narrow).deploy())
				.satisfies((ex) -> {
					assertThat(ex.problem()).contains("schema \"migrator\"", "42501");
					assertThat(ex.nextStep()).contains("migrator.schema");
				});
			MigratorSettings now = this.workspace.settings();
			this.workspace.settings(new MigratorSettings("Its own", "default", Set.of(), now.lockTimeout(), 1,
					now.lockWait(), now.outOfOrder(), "narrow", null, now.snapshots()));
			this.workspace.migrator(narrow).deploy();
			assertThat(this.workspace.migrator(narrow).plan().isUpToDate()).isTrue();
			assertThat(this.workspace.exists("\"Its own\".migration_history")).isTrue();
			assertThat(this.workspace.exists("\"Its own\".wallet")).isTrue();
		}
		finally {
			admin.sql("DROP OWNED BY narrow CASCADE").update();
			admin.sql("DROP ROLE narrow").update();
		}
	}

	@Test
	void keepsStreamsApart() {
		this.workspace.migration("20260101000000_first", "CREATE TABLE wallet (id int);");
		this.workspace.migrator().deploy();
		MigratorSettings now = this.workspace.settings();
		this.workspace.settings(new MigratorSettings("migrator", "it's another", Set.of(), now.lockTimeout(), 1,
				now.lockWait(), now.outOfOrder(), "other", null, now.snapshots()));
		assertThat(this.workspace.migrator().plan().next()).hasSize(1);
		assertThat(this.workspace.migrator().baseline(null, null)).hasSize(1);
		assertThat(this.workspace.migrator().plan().isUpToDate()).isTrue();
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET client_encoding = 'LATIN1'", "SET NAMES 'WIN1252'", "SET datestyle = 'SQL, DMY'",
			"SELECT set_config('DateStyle', 'German', false)" })
	void refusesSettingsUnderWhichTheDriverEndsTheConnection(String statement) {
		this.workspace.migration("20260101000000_first", "SELECT 1;\n" + statement + ";");
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> this.workspace.migrator().deploy())
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(2));
	}

	@Test
	void saysWhatToDoIfThereIsNoServer() {
		this.workspace.migration("20260101000000_first", "SELECT 1;");
		org.postgresql.ds.PGSimpleDataSource nowhere = this.workspace.database().dataSource();
		nowhere.setPortNumbers(new int[] { 1 });
		assertThatExceptionOfType(DatabaseException.class).isThrownBy(() -> this.workspace.migrator(nowhere).deploy())
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("spring.datasource"));
	}

}
