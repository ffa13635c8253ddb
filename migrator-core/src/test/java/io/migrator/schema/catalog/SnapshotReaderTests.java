package io.migrator.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.migrator.schema.Fact;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SnapshotReaderTests {

	private static final String TABLES = """
			CREATE SCHEMA app;
			DO $$
			BEGIN
			    FOR number IN 100..399 LOOP
			        EXECUTE replace('
			            CREATE TABLE app.t (
			                id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
			                parent bigint REFERENCES app.t,
			                name text DEFAULT ''x'' CHECK (name <> ''''),
			                loud text GENERATED ALWAYS AS (upper(name)) STORED
			            );
			            CREATE INDEX ON app.t (name, parent);
			            COMMENT ON COLUMN app.t.loud IS ''A shout'';
			            ', 'app.t', format('app.t_%s', number));
			    END LOOP;
			END $$
			""";

	@Test
	void readsAlikeWhatIsAlikeInManyTables() throws SQLException {
		SchemaSnapshot snapshot = snapshot(TABLES);
		Map<String, String> tables = snapshot.facts()
			.stream()
			.filter((fact) -> "app".equals(fact.id().schema()))
			.collect(Collectors.groupingBy((fact) -> fact.id().name().substring(0, "t_100".length()),
					Collectors.mapping(SnapshotReaderTests::describe, Collectors.joining("\n"))));
		assertThat(tables).hasSize(300);
		tables.replaceAll((table, facts) -> facts.replace(table, "t"));
		assertThat(tables.values()).containsOnly(tables.get("t_100"));
		assertThat(tables.get("t_100").lines()).containsExactly("table app.t {} []",
				"column app.t.id {identity=ALWAYS, identity_options=[], not_null=true, type=bigint} []",
				"column app.t.loud {comment=A shout, expression=upper(name), generated=STORED, type=text} [column app.t.name]",
				"column app.t.name {type=text} []", "default app.t.name {expression='x'::text} []",
				"column app.t.parent {type=bigint} []",
				"constraint app.t.t_name_check {definition=CHECK ((name <> ''::text)), type=c} [column app.t.name]",
				"constraint app.t.t_parent_fkey {definition=FOREIGN KEY (parent) REFERENCES app.t(id), type=f} "
						+ "[column app.t.id, column app.t.parent, constraint app.t.t_pkey]",
				"constraint app.t.t_pkey {definition=PRIMARY KEY (id), type=p} [column app.t.id]",
				"index app.t_name_parent_idx {definition=USING btree (name, parent), table=t} "
						+ "[column app.t.name, column app.t.parent]");
	}

	@Test
	void sortsThemAndFindsEachByItsName() throws SQLException {
		SchemaSnapshot snapshot = snapshot(TABLES);
		assertThat(snapshot.facts()).extracting(Fact::id).isSorted().doesNotHaveDuplicates();
		assertThat(snapshot.facts()).allMatch((fact) -> snapshot.find(fact.id()) == fact);
	}

	private static SchemaSnapshot snapshot(String sql) throws SQLException {
		try (TestDatabase database = TestDatabase.create();
				Connection connection = database.dataSource().getConnection()) {
			connection.createStatement().execute(sql);
			return new SnapshotReader(SnapshotScope.database("migrator")).read(connection);
		}
	}

	private static String describe(Fact fact) {
		List<String> attributes = fact.attributes()
			.names()
			.stream()
			.filter((name) -> !name.startsWith("_"))
			.map((name) -> name + "=" + fact.attributes().value(name))
			.toList();
		return fact.id() + " {" + String.join(", ", attributes) + "} " + fact.dependencies();
	}

}
