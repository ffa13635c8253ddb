package io.migrator.schema.ddl;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Attributes;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The effort grows with the schema, not with its square. The limit is generous: an
 * algorithm that compares all with all takes minutes.
 */
class PlannerScaleTests {

	private static final int TABLES = 10_000;

	private static final long LIMIT_SECONDS = 10;

	private static final int VERSION = 18;

	@Test
	void makesManyTablesThatReferToEachOther() {
		SchemaSnapshot many = new SchemaSnapshot(VERSION, schema(false));
		DdlScript script = planned(SchemaSnapshot.empty(VERSION), many);
		assertThat(script.steps()).filteredOn((step) -> step.sql().startsWith("CREATE TABLE")).hasSize(TABLES);
		assertThat(script.steps()).filteredOn((step) -> step.sql().startsWith("CREATE INDEX")).hasSize(TABLES);
	}

	@Test
	void dropsManyTablesThatReferToEachOther() {
		SchemaSnapshot many = new SchemaSnapshot(VERSION, schema(false));
		DdlScript script = planned(many, SchemaSnapshot.empty(VERSION));
		assertThat(script.steps()).filteredOn((step) -> step.sql().startsWith("DROP TABLE")).hasSize(TABLES);
		assertThat(script.steps()).noneMatch((step) -> step.sql().contains("DROP COLUMN"));
	}

	@Test
	void altersManyPartitionsOfOneTable() {
		DdlScript script = planned(new SchemaSnapshot(VERSION, schema(true)),
				new SchemaSnapshot(VERSION, withColumn(schema(true))));
		assertThat(script.steps()).extracting(DdlStep::sql)
			.containsExactly("ALTER TABLE public.t0 ADD COLUMN more integer");
	}

	@Test
	void makesManyPartitionsOfOneTable() {
		DdlScript script = planned(SchemaSnapshot.empty(VERSION), new SchemaSnapshot(VERSION, schema(true)));
		assertThat(script.steps()).hasSize(TABLES);
	}

	private static DdlScript planned(SchemaSnapshot from, SchemaSnapshot to) {
		long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
		DdlScript script = SchemaDdl.between(from, to, DdlOptions.ONLINE);
		long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
		assertThat(nanos / 1_000_000_000.0).as("seconds of CPU").isLessThan(LIMIT_SECONDS);
		return script;
	}

	/**
	 * Tables in a chain of foreign keys, in a net of them, or all under the first one.
	 */
	private static List<Fact> schema(boolean partitions) {
		List<Fact> facts = new ArrayList<>(SchemaSnapshot.empty(VERSION).facts());
		for (int i = 0; i < TABLES; i++) {
			ObjectId table = table(i);
			boolean partition = partitions && i > 0;
			Attributes attributes = Attributes.NONE;
			if (partition) {
				attributes = attributes.with("bound", "FOR VALUES IN (" + i + ")")
					.with("inherits", List.of("public.t0"))
					.with("_parents", List.of("public.t0"));
			}
			else if (partitions) {
				attributes = attributes.with("partition_key", "LIST (c0)");
			}
			facts.add(new Fact(table, null, attributes, partition ? List.of(table(0)) : List.of()));
			for (int j = 0; j < 10; j++) {
				facts.add(column(i, "c" + j, j));
			}
			if (!partitions) {
				keys(facts, i);
			}
		}
		return facts;
	}

	private static void keys(List<Fact> facts, int i) {
		ObjectId first = sub(Kind.COLUMN, i, "c0");
		facts.add(new Fact(sub(Kind.CONSTRAINT, i, "t" + i + "_pkey"), table(i),
				Attributes.NONE.with("type", "p").with("definition", "PRIMARY KEY (c0)"), List.of(first)));
		facts.add(new Fact(ObjectId.of(Kind.INDEX, "public", "t" + i + "_c5"), table(i),
				Attributes.NONE.with("definition", "USING btree (c5)"), List.of(sub(Kind.COLUMN, i, "c5"))));
		int[] others = { i + 1, (int) (i * 7919L % TABLES), (int) (i * 104_729L % TABLES) };
		for (int j = 0; j < others.length; j++) {
			int other = others[j] % TABLES;
			if (other != i) {
				facts.add(new Fact(sub(Kind.CONSTRAINT, i, "f" + j), table(i),
						Attributes.NONE.with("type", "f")
							.with("definition", "FOREIGN KEY (c" + j + ") REFERENCES public.t" + other + "(c0)"),
						List.of(sub(Kind.COLUMN, i, "c" + j), sub(Kind.COLUMN, other, "c0"),
								sub(Kind.CONSTRAINT, other, "t" + other + "_pkey"))));
			}
		}
	}

	private static List<Fact> withColumn(List<Fact> facts) {
		for (int i = 0; i < TABLES; i++) {
			facts.add(column(i, "more", 10));
		}
		return facts;
	}

	private static Fact column(int i, String name, int position) {
		return new Fact(sub(Kind.COLUMN, i, name), table(i),
				Attributes.NONE.with("type", "integer").with("_position", String.valueOf(position)), List.of());
	}

	private static ObjectId table(int i) {
		return ObjectId.of(Kind.TABLE, "public", "t" + i);
	}

	private static ObjectId sub(Kind kind, int i, String name) {
		return new ObjectId(kind, "public", "t" + i, name);
	}

}
