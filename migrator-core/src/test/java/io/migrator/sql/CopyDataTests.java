package io.migrator.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class CopyDataTests {

	private static final String SCRIPT = "COPY a FROM STDIN; -- x\n1\t';\n\\N\t\\.\n\\.x\n\\.\nSELECT 1;";

	@Test
	void handsOutTheDataWithoutItsEnd() throws IOException {
		for (Reader script : new Reader[] { new StringReader(SCRIPT), Scripts.trickle(SCRIPT) }) {
			StatementReader reader = StatementReader.of("test.sql", script);
			assertThat(reader.next()).extracting(Statement::kind)
				.matches(StatementKind::isCopyFromStdin, "is COPY FROM STDIN");
			assertThat(Scripts.all(reader.copyData())).isEqualTo("1\t';\n\\N\t\\.\n\\.x\n");
			assertThat(reader.next()).extracting(Statement::text, Statement::line).containsExactly("SELECT 1;", 6);
			assertThat(reader.next()).isNull();
		}
	}

	@Test
	void skipsDataThatIsNotRead() throws IOException {
		StatementReader reader = StatementReader.of("test.sql", new StringReader(SCRIPT));
		reader.next();
		assertThat(reader.copyData().read()).isEqualTo('1');
		assertThat(reader.next()).extracting(Statement::text, Statement::line).containsExactly("SELECT 1;", 6);
	}

	@Test
	void theRestOfTheLineFollowsTheData() throws IOException {
		StatementReader reader = StatementReader.of("test.sql", new StringReader(
				"COPY a FROM STDIN; COPY b FROM STDIN; SELECT 1; SELECT\n1\n\\.\n2\n\\.\n\n2;\nSELECT 3;"));
		reader.next();
		assertThat(Scripts.all(reader.copyData())).isEqualTo("1\n");
		assertThat(reader.next()).extracting(Statement::text, Statement::line, Statement::column)
			.containsExactly("COPY b FROM STDIN;", 1, 20);
		assertThat(Scripts.all(reader.copyData())).isEqualTo("2\n");
		assertThat(reader.next()).extracting(Statement::text, Statement::line, Statement::column)
			.containsExactly("SELECT 1;", 1, 39);
		assertThat(reader.next()).extracting(Statement::text).isEqualTo("SELECT\n2;");
		assertThat(reader.next()).extracting(Statement::line, Statement::column).containsExactly(8, 1);
	}

	@Test
	void dataMayBeEmptyAndEndWithACarriageReturn() throws IOException {
		StatementReader reader = StatementReader.of("test.sql",
				new StringReader("copy a (b, c) from stdin with (format csv);\r\n\\.\r\nSELECT 1;\r\n"));
		reader.next();
		assertThat(Scripts.all(reader.copyData())).isEmpty();
		assertThat(reader.next()).extracting(Statement::text, Statement::line).containsExactly("SELECT 1;", 3);
	}

	@Test
	void dataWithoutItsEndGoesToTheEndOfTheScriptWhenLenient() throws IOException {
		StatementReader reader = StatementReader.lenient("test.sql", new StringReader("COPY a FROM STDIN;\n1\n2"));
		reader.next();
		assertThat(Scripts.all(reader.copyData())).isEqualTo("1\n2");
		assertThat(reader.next()).isNull();
	}

	@Test
	void dataWithoutItsEndIsRefusedWhenStrict() {
		StatementReader reader = StatementReader.of("test.sql", new StringReader("\n  COPY a FROM STDIN;\n1\n2"));
		reader.next();
		assertThatExceptionOfType(ScriptException.class).isThrownBy(reader::next)
			.withMessageContaining("test.sql:2:3: COPY data without its end")
			.withMessageContaining("\\.");
	}

	@Test
	void otherStatementsHaveNoData() {
		StatementReader reader = StatementReader.of("test.sql", new StringReader("COPY a TO STDOUT;"));
		reader.next();
		assertThatIllegalStateException().isThrownBy(reader::copyData);
	}

}
