package io.migrator.schema.catalog;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class UnknownQueryTests {

	private static final String OBJECTS = """
			CREATE SCHEMA s;
			CREATE TABLE s.t (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, a int CHECK (a > 0), b serial);
			CREATE VIEW s.v AS SELECT id FROM s.t;
			CREATE FUNCTION s.f(int) RETURNS int LANGUAGE sql AS 'SELECT 1';
			CREATE AGGREGATE s.agg(int) (SFUNC = int4pl, STYPE = int);
			CREATE OPERATOR s.<<>> (FUNCTION = int4eq, LEFTARG = int, RIGHTARG = int, NEGATOR = OPERATOR(s.<<<>>>));
			CREATE OPERATOR CLASS s.ops FOR TYPE int USING hash AS OPERATOR 1 =, FUNCTION 1 hashint4(int);
			CREATE CAST (json AS int[]) WITH INOUT;
			CREATE TEXT SEARCH CONFIGURATION s.conf (COPY = english);
			CREATE STATISTICS s.stat ON id, a FROM s.t;
			CREATE LANGUAGE mine HANDLER plpgsql_call_handler;
			CREATE FUNCTION s.watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';
			CREATE EVENT TRIGGER watch ON sql_drop EXECUTE FUNCTION s.watch();
			""";

	private static final Scope SCOPE = new Scope(SnapshotScope.database("migrator"));

	@Test
	void findsWhatNoSectionTellsOf() throws SQLException {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(OBJECTS);
			Assembly assembly = new Assembly();
			assembly.addUnknown(statement.executeQuery(UnknownQuery.names(unknown(assembly, statement))));
			assertThat(assembly.facts()).extracting(Fact::id)
				.allMatch((id) -> id.kind() == Kind.UNKNOWN)
				.extracting((id) -> id.path().replace("pg_catalog.", ""))
				.containsExactlyInAnyOrder("function s.f(integer)", "aggregate s.agg(integer)", "function s.watch()",
						"operator s.<<>>(integer,integer)", "operator class s.ops USING hash",
						"operator family s.ops USING hash", "cast (json AS integer[])",
						"text search configuration s.conf", "statistics object s.stat", "language mine",
						"event trigger watch");
		}
	}

	private static Set<Address> unknown(Assembly assembly, Statement statement) throws SQLException {
		try (ResultSet addresses = statement.executeQuery(UnknownQuery.addresses(SCOPE))) {
			return assembly.unknown(addresses);
		}
	}

	@Test
	void keepsQuietAboutWhatSectionsTellOf() throws SQLException {
		assertThat(unknown(OBJECTS, List.of())).isEmpty();
	}

	@Test
	void keepsQuietAboutOtherSchemas() throws SQLException {
		assertThat(unknown(OBJECTS, List.of("public"))).isEmpty();
	}

	private static List<Fact> unknown(String sql, List<String> schemas) throws SQLException {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.dataSource().getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
			SchemaSnapshot snapshot = new SnapshotReader(new SnapshotScope(schemas, "migrator")).read(connection);
			return snapshot.facts().stream().filter((fact) -> fact.id().kind() == Kind.UNKNOWN).toList();
		}
	}

}
