package io.migrator.schema.ddl;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import io.migrator.migration.Directives;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DdlScriptWriterTests {

	private static DdlStep step(String sql, Kind kind, String name, DdlStep.Mode mode) {
		return new DdlStep(sql, ObjectId.of(kind, "public", name), mode, null);
	}

	private static DdlStep change(String sql, String table) {
		return step(sql, Kind.TABLE, table, DdlStep.Mode.TRANSACTION);
	}

	@Test
	void whatBelongsTogetherStandsTogether() {
		String function = """
				CREATE FUNCTION public.f() RETURNS trigger
				 LANGUAGE plpgsql
				AS $function$
				BEGIN

				    RETURN NEW; -- done;
				END $function$
				""";
		List<DdlStep> steps = List.of(change("CREATE TABLE public.a (\n    id int\n)", "a"),
				change("ALTER TABLE public.b ADD COLUMN x int", "b"),
				change("ALTER TABLE public.b ADD COLUMN y int", "b"), change("COMMENT ON TABLE public.b IS 'b'", "b"),
				change("COMMENT ON TABLE public.c IS 'c'", "c"),
				step(function, Kind.FUNCTION, "f()", DdlStep.Mode.TRANSACTION),
				new DdlStep("ALTER TABLE public.c DROP COLUMN z", ObjectId.of(Kind.TABLE, "public", "c"),
						DdlStep.Mode.TRANSACTION, "column z of\n  public.c"),
				change("DROP TABLE public.d", "d"), change("DROP TABLE public.e", "e"));
		assertThat(DdlScriptWriter.write(new DdlScript(steps, List.of()))).containsExactly(new ScriptFile("", """
				CREATE TABLE public.a (
				    id int
				);

				ALTER TABLE public.b ADD COLUMN x int;
				ALTER TABLE public.b ADD COLUMN y int;
				COMMENT ON TABLE public.b IS 'b';
				COMMENT ON TABLE public.c IS 'c';

				CREATE FUNCTION public.f() RETURNS trigger
				 LANGUAGE plpgsql
				AS $function$
				BEGIN

				    RETURN NEW; -- done;
				END $function$;

				-- loses: column z of public.c
				ALTER TABLE public.c DROP COLUMN z;

				DROP TABLE public.d;
				DROP TABLE public.e;
				"""));
	}

	@Test
	void eachPartIsAMigrationOfItsOwn() {
		DdlStep concurrently = step("CREATE INDEX CONCURRENTLY i ON public.a (id)", Kind.INDEX, "i",
				DdlStep.Mode.OUTSIDE);
		List<DdlStep> steps = List.of(
				step("ALTER TYPE public.t ADD VALUE 'x'", Kind.ENUM, "t", DdlStep.Mode.BEFOREHAND),
				change("CREATE TABLE public.a ()", "a"), concurrently, change("COMMENT ON TABLE public.a IS 'a'", "a"),
				concurrently,
				step("ALTER TABLE public.a VALIDATE CONSTRAINT c", Kind.CONSTRAINT, "a", DdlStep.Mode.AFTERWARDS),
				step("CALL public.slowly()", Kind.TABLE, "a", DdlStep.Mode.OUTSIDE));
		List<ScriptFile> files = DdlScriptWriter.write(new DdlScript(steps, List.of()));
		assertThat(files).extracting(ScriptFile::suffix)
			.containsExactly("prepare", "change", "indexes", "change_2", "indexes_2", "finish", "outside");
		assertThat(files.get(2).sql()).isEqualTo("CREATE INDEX CONCURRENTLY i ON public.a (id);\n");
		assertThat(Directives.parse("outside", files.get(6).sql()).nonTransactional()).isTrue();
		assertThat(DdlScriptWriter.write(new DdlScript(List.of(), List.of()))).isEmpty();
	}

	@Test
	void whatIsWrittenIsReadBackStatementByStatement() throws IOException {
		List<DdlStep> steps = List.of(change("COMMENT ON TABLE public.a IS 'semi; -- colon'", "a"),
				change("CREATE FUNCTION public.g() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END", "g"),
				change("CREATE RULE r AS ON INSERT TO public.a DO INSTEAD (SELECT 1; SELECT 2)", "a"));
		ScriptFile file = DdlScriptWriter.write(new DdlScript(steps, List.of())).get(0);
		List<String> read = new ArrayList<>();
		try (StatementReader reader = StatementReader.of("s", new StringReader(file.sql()))) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (!statement.isEmpty()) {
					read.add(statement.text());
				}
			}
		}
		assertThat(read).containsExactlyElementsOf(steps.stream().map((step) -> step.sql() + ";").toList());
	}

}
