package io.migrator.schema.ddl;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import io.migrator.schema.Kind;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be a pair: secrets, security labels, roles that read.
 */
class AnnotationTests {

	@Test
	void aSecretIsComparedAndNeverTold() throws SQLException {
		String world = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;";
		String user = "CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (\"user\" 'u', password '%s');";
		SchemaSnapshot without = snapshot(world);
		SchemaSnapshot one = snapshot(world + user.formatted("hunter2"));
		SchemaSnapshot same = snapshot(world + user.formatted("hunter2"));
		SchemaSnapshot other = snapshot(world + user.formatted("hunter3"));
		assertThat(SchemaDiff.between(one, same).isEmpty()).isTrue();
		assertThat(one.facts().toString()).contains("user=u").doesNotContain("hunter2");
		assertThat(SchemaDdl.between(one, other, DdlOptions.ONLINE).unsupported()).hasSize(1);
		assertThat(SchemaDdl.between(without, one, DdlOptions.ONLINE).unsupported()).hasSize(1);
		assertThat(SchemaDdl.between(one, without, DdlOptions.ONLINE).sql())
			.isEqualTo("DROP USER MAPPING FOR PUBLIC SERVER s;\n");
	}

	@Test
	void securityLabelsAreReadAndWritten() throws SQLException {
		String table = "CREATE TABLE t (id int);";
		// No provider is loaded on the test server, so the catalog is written to
		SchemaSnapshot labelled = snapshot(table + """
				INSERT INTO pg_seclabel (objoid, classoid, objsubid, provider, label)
				VALUES ('t'::regclass, 'pg_class'::regclass, 0, 'The one', 'a=''b'''),
				    ('t'::regclass, 'pg_class'::regclass, 1, 'other', 'secret');
				""");
		SchemaSnapshot plain = snapshot(table);
		assertThat(SchemaDdl.between(plain, labelled, DdlOptions.ONLINE).sql()).isEqualTo("""
				SECURITY LABEL FOR "The one" ON TABLE public.t IS 'a=''b''';
				SECURITY LABEL FOR other ON COLUMN public.t.id IS 'secret';
				""");
		assertThat(SchemaDdl.between(labelled, plain, DdlOptions.ONLINE).sql()).isEqualTo("""
				SECURITY LABEL FOR "The one" ON TABLE public.t IS NULL;
				SECURITY LABEL FOR other ON COLUMN public.t.id IS NULL;
				""");
	}

	@Test
	void aSubscriptionIsReadByEveryRoleAndReported() throws SQLException {
		String subscription = """
				CREATE SUBSCRIPTION pair_sub CONNECTION 'host=localhost password=hunter2' PUBLICATION p, q
				    WITH (connect = false, slot_name = NONE);
				""";
		try (TestDatabase database = TestDatabase.create()) {
			SchemaSnapshot before = snapshot(database, "postgres", "");
			database.jdbc().sql("""
					DO $$ BEGIN CREATE ROLE pair_reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$
					""").update();
			SchemaSnapshot after = snapshot(database, "postgres", subscription);
			assertThat(after.facts()).anySatisfy((fact) -> {
				assertThat(fact.id().kind()).isEqualTo(Kind.SUBSCRIPTION);
				assertThat(fact.list("publications")).containsExactly("p", "q");
			});
			assertThat(after.facts().toString()).doesNotContain("hunter2");
			assertThat(SchemaDdl.between(before, after, DdlOptions.ONLINE).unsupported()).hasSize(1);
			assertThat(snapshot(database, "pair_reader", "").facts()).hasSameSizeAs(after.facts());
			database.jdbc().sql("DROP SUBSCRIPTION pair_sub").update();
		}
	}

	@Test
	void anUntouchedDatabaseGrantsNothing() throws SQLException {
		SchemaSnapshot untouched = snapshot("");
		assertThat(SchemaDiff.between(SchemaSnapshot.empty(untouched.serverVersion()), untouched).differences())
			.isEmpty();
	}

	private static SchemaSnapshot snapshot(String sql) throws SQLException {
		try (TestDatabase database = TestDatabase.create()) {
			return snapshot(database, "postgres", sql);
		}
	}

	private static SchemaSnapshot snapshot(TestDatabase database, String user, String sql) throws SQLException {
		try (Connection connection = database.dataSource(user, "").getConnection();
				Statement statement = connection.createStatement()) {
			if ("postgres".equals(user)) {
				statement.execute("SET allow_system_table_mods = on");
			}
			statement.execute(sql);
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

}
