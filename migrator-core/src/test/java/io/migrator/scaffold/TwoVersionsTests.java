package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import io.migrator.error.MigratorException;
import io.migrator.scaffold.Scaffold.Stage;
import io.migrator.scaffold.ScaffoldRequest.AddNotNull;
import io.migrator.scaffold.ScaffoldRequest.ChangeType;
import io.migrator.scaffold.ScaffoldRequest.DropColumn;
import io.migrator.scaffold.ScaffoldRequest.Part;
import io.migrator.scaffold.ScaffoldRequest.SplitColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.dao.DataIntegrityViolationException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An old and a new version of an application write at once through every step, and
 * neither loses a write.
 */
class TwoVersionsTests {

	private final ScaffoldWorkspace workspace = new ScaffoldWorkspace();

	private final AtomicLong expected = new AtomicLong();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void anotherTypeInAnotherColumnWithAnotherUnit() throws Exception {
		made("price numeric(12,2) NOT NULL DEFAULT 1.5 CHECK (price > 0)");
		Scaffold scaffold = this.workspace.write(
				new ChangeType("items", "price", "bigint", "round(price * 100)", "price_cents / 100.0", "price_cents"));
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.SWITCH, Phase.VALIDATE, Phase.CONTRACT);
		this.expected.set(count("SELECT sum(price * 100)::bigint FROM items"));
		through(scaffold, adding("price", "price + ? / 100.0", "?::int / 100.0", ""),
				adding("price_cents", "price_cents + ?", "?", " AND price_cents IS NOT NULL"));
		assertThat(count("SELECT sum(price_cents) FROM items")).isEqualTo(this.expected.get());
		this.workspace.jdbc().sql("INSERT INTO items (name) VALUES ('by default')").update();
		assertThat(count("SELECT price_cents FROM items WHERE name = 'by default'")).isEqualTo(150);
	}

	@Test
	void anotherTypeUnderTheSameName() throws Exception {
		made("stock integer NOT NULL DEFAULT 5, CONSTRAINT positive CHECK (stock >= 0)");
		this.workspace.migration("20260101000001_index", "CREATE INDEX items_stock_idx ON items (stock)");
		this.workspace.deploy();
		Scaffold scaffold = this.workspace.write(new ChangeType("items", "stock", "bigint", null, null, null));
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.INDEXES, Phase.SWITCH, Phase.VALIDATE, Phase.SWITCH,
					Phase.CONTRACT);
		this.expected.set(count("SELECT sum(stock) FROM items"));
		through(scaffold, adding("stock", "stock + ?", "?", ""), adding("stock", "stock + ?::bigint", "?::bigint", ""));
		assertThat(count("SELECT sum(stock) FROM items")).isEqualTo(this.expected.get());
		this.workspace.jdbc().sql("INSERT INTO items (name, stock) VALUES ('many', 9000000000)").update();
		assertThat(this.workspace.jdbc()
			.sql("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'items'::regclass")
			.query(String.class)
			.list()).containsExactlyInAnyOrder("items_pkey", "items_stock_idx");
	}

	@Test
	void oneNameIsNotForTypesThatTheServerDoesNotTakeForEachOther() {
		made("code text NOT NULL");
		assertThatExceptionOfType(ScaffoldException.class)
			.isThrownBy(() -> this.workspace.scaffold(new ChangeType("items", "code", "integer", null, null, null)))
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("--to"));
		assertThatExceptionOfType(ScaffoldException.class).isThrownBy(
				() -> this.workspace.scaffold(new ChangeType("items", "code", "integer", "length(code)", null, null)))
			.satisfies((ex) -> assertThat(ex.nextStep()).contains("--to"));
	}

	@Test
	void severalColumnsInThePlaceOfOne() throws Exception {
		made("person text NOT NULL DEFAULT 'Nobody Known'");
		Scaffold scaffold = this.workspace.write(new SplitColumn("items", "person",
				List.of(new Part("first", "split_part(person, ' ', 1)"),
						new Part("last", "nullif(split_part(person, ' ', 2), '')::varchar(40)")),
				"concat_ws(' ', first, last)"));
		Map<Long, String> written = new ConcurrentHashMap<>();
		through(scaffold, (connection) -> {
			String name = "Old" + ThreadLocalRandom.current().nextInt(1000);
			long id = ThreadLocalRandom.current().nextLong(1, 25) * 2;
			if (update(connection, "UPDATE items SET person = ? WHERE id = ?", name + " Version", id) == 1) {
				written.put(id, name + " Version");
			}
		}, (connection) -> {
			String name = "New" + ThreadLocalRandom.current().nextInt(1000);
			long id = ThreadLocalRandom.current().nextLong(1, 25) * 2 - 1;
			if (update(connection, "UPDATE items SET first = ?, last = 'Version' WHERE id = ?", name, id) == 1) {
				written.put(id, name + " Version");
			}
			assertThat(update(connection, "INSERT INTO items (name, first, last) VALUES (?, 'Ann', NULL)", "inserted"))
				.isEqualTo(1);
		});
		assertThat(written).hasSizeGreaterThan(20);
		written.forEach((id, name) -> assertThat(text("SELECT concat_ws(' ', first, last) FROM items WHERE id = " + id))
			.isEqualTo(name));
		assertThat(count("SELECT count(*) FROM items WHERE first IS NULL")).isZero();
		assertThat(text("SELECT format_type(atttypid, atttypmod) FROM pg_attribute "
				+ "WHERE attrelid = 'items'::regclass AND attname = 'last'"))
			.isEqualTo("character varying(40)");
	}

	@Test
	void withoutAWayBackNobodyWritesTheNewColumnsAlone() {
		made("person text NOT NULL DEFAULT 'Nobody Known'");
		Scaffold scaffold = this.workspace
			.write(new SplitColumn("items", "person", List.of(new Part("first", "split_part(person, ' ', 1)")), null));
		this.workspace.take(scaffold.steps().get(0));
		for (String alone : List.of("UPDATE items SET first = 'Ann' WHERE id = 1",
				"INSERT INTO items (name, first) VALUES ('alone', 'Ann')")) {
			assertThatExceptionOfType(DataIntegrityViolationException.class)
				.isThrownBy(() -> this.workspace.jdbc().sql(alone).update())
				.withMessageContaining("Write both in the same statement");
		}
		this.workspace.jdbc().sql("UPDATE items SET first = 'Ann', person = 'Ann Other' WHERE id = 1").update();
		this.workspace.jdbc().sql("INSERT INTO items (name, first, person) VALUES ('both', 'Bo', 'Bo Bo')").update();
		this.workspace.jdbc().sql("UPDATE items SET person = 'Cy Young' WHERE id = 2").update();
		assertThat(text("SELECT string_agg(first, ',' ORDER BY id) FROM items WHERE id IN (1, 2, 51, 52)"))
			.isEqualTo("Ann,Cy,Bo");
	}

	@Test
	void noNullAnyMore() throws Exception {
		made("kind text");
		Scaffold scaffold = this.workspace.write(new AddNotNull("items", "kind", "'kind of ' || name"));
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.SWITCH, Phase.CONTRACT);
		through(scaffold, (connection) -> {
			update(connection, "INSERT INTO items (name) VALUES (?)", "old");
			update(connection, "UPDATE items SET kind = NULL WHERE name = ? AND id % 7 = 0", "item 7");
		}, (connection) -> update(connection, "INSERT INTO items (name, kind) VALUES (?, 'new')", "new"));
		assertThat(count("SELECT count(*) FROM items WHERE kind <> 'new' AND kind <> 'kind of ' || name")).isZero();
		assertThat(count("SELECT count(*) FROM items WHERE name = 'old' AND kind = 'kind of old'")).isPositive();
		assertThat(text("SELECT is_nullable FROM information_schema.columns WHERE column_name = 'kind'"))
			.isEqualTo("NO");
	}

	@Test
	void noNullWhereThereIsNone() {
		made("kind text DEFAULT 'plain'");
		Scaffold scaffold = this.workspace.write(new AddNotNull("items", "kind", null));
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.VALIDATE, Phase.SWITCH, Phase.CONTRACT);
		assertThat(scaffold.backfill()).isEmpty();
		this.workspace.jdbc().sql("UPDATE items SET kind = 'x' WHERE kind IS NULL").update();
		this.workspace.takeAll(scaffold);
		assertThat(text("SELECT is_nullable FROM information_schema.columns WHERE column_name = 'kind'"))
			.isEqualTo("NO");
	}

	@Test
	void aColumnThatGoes() throws Exception {
		made("remark text NOT NULL");
		Scaffold scaffold = this.workspace.write(new DropColumn("items", "remark"));
		assertThat(scaffold.steps()).extracting(Stage::phase).containsExactly(Phase.EXPAND, Phase.CONTRACT);
		through(scaffold, (connection) -> update(connection, "INSERT INTO items (name, remark) VALUES (?, 'x')", "old"),
				(connection) -> update(connection, "INSERT INTO items (name) VALUES (?)", "new"));
		assertThat(count("SELECT count(*) FROM items WHERE name = 'new'")).isPositive();
	}

	@Test
	void anExpressionThatIsWrongIsRefusedBeforeAnythingIsWritten() {
		made("price numeric(12,2)");
		for (ScaffoldRequest request : List.of(
				new ChangeType("items", "price", "bigint", "round(prize * 100)", "1", "cents"),
				new ChangeType("items", "price", "bigint", "round(price * 100)", "cents / 'x'::text", "cents"),
				new AddNotNull("items", "price", "'2026-01-01'::date"),
				new SplitColumn("items", "price", List.of(new Part("a", "price +")), null))) {
			assertThatExceptionOfType(MigratorException.class).isThrownBy(() -> this.workspace.write(request))
				.withMessageContaining("PostgreSQL refuses");
		}
		assertThat(this.workspace.migrations().list()).hasSize(1);
	}

	/**
	 * The new version starts after the first step, and the old one stops before the last.
	 */
	private void through(Scaffold scaffold, Version.Work oldWork, Version.Work newWork) throws Exception {
		DataSource database = this.workspace.workspace().database().dataSource();
		List<Stage> stages = scaffold.steps();
		Version old = Version.start("the old version", database, oldWork);
		old.work(10);
		this.workspace.take(stages.get(0));
		Version young = Version.start("the new version", database, newWork);
		for (Stage stage : stages.subList(1, stages.size() - 1)) {
			old.work(40);
			young.work(40);
			this.workspace.take(stage);
		}
		old.work(40);
		young.work(40);
		old.close();
		this.workspace.take(stages.get(stages.size() - 1));
		young.work(20);
		young.close();
	}

	/** Adds to what is there, or inserts, and counts what it added. */
	private Version.Work adding(String column, String sum, String value, String condition) {
		String update = "UPDATE items SET " + column + " = " + sum + " WHERE id = ?" + condition;
		String insert = "INSERT INTO items (name, " + column + ") VALUES ('inserted', " + value + ")";
		return (connection) -> {
			int amount = ThreadLocalRandom.current().nextInt(1, 100);
			boolean inserts = ThreadLocalRandom.current().nextInt(4) == 0;
			int changed = inserts ? update(connection, insert, amount)
					: update(connection, update, amount, ThreadLocalRandom.current().nextLong(1, 60));
			this.expected.addAndGet((long) changed * amount);
		};
	}

	private static int update(Connection connection, String sql, Object... parameters) throws SQLException {
		try (PreparedStatement statement = connection.prepareStatement(sql)) {
			for (int i = 0; i < parameters.length; i++) {
				statement.setObject(i + 1, parameters[i]);
			}
			return statement.executeUpdate();
		}
	}

	private long count(String sql) {
		return this.workspace.jdbc().sql(sql).query(Long.class).single();
	}

	private String text(String sql) {
		return this.workspace.jdbc().sql(sql).query(String.class).single();
	}

	private void made(String column) {
		this.workspace.migration("20260101000000_items", """
				CREATE TABLE items (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    name text NOT NULL,
				    %s
				);
				""".formatted(column));
		this.workspace.deploy();
		boolean required = column.contains("NOT NULL") && !column.contains("DEFAULT");
		String name = column.substring(0, column.indexOf(' '));
		this.workspace.jdbc()
			.sql("INSERT INTO items (name" + (required ? ", " + name : "") + ") SELECT 'item ' || i"
					+ (required ? ", 'x'" : "") + " FROM generate_series(1, 50) i")
			.update();
	}

}
