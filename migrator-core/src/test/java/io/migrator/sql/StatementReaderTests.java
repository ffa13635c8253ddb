package io.migrator.sql;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

class StatementReaderTests {

	@Test
	void emptyLinesOutsideOfQuotesAreDropped() {
		assertThat(Scripts.texts("SELECT\n\n\n1,\n'a\n\n\nb'\n\n;")).containsExactly("SELECT\n1,\n'a\n\n\nb'\n;");
	}

	@Test
	void linesOfSpacesOrCarriageReturnsAreKept() {
		assertThat(Scripts.texts("SELECT\n  \n1,\r\n\r\n2;")).containsExactly("SELECT\n  \n1,\r\n\r\n2;");
	}

	@Test
	void emptyLinesInCommentsAreKeptInsideOfAStatement() {
		assertThat(Scripts.texts("SELECT /*\n\n*/ 1;")).containsExactly("SELECT /*\n\n*/ 1;");
	}

	@Test
	void oneLineEndIsDroppedBehindUnterminatedQuotes() {
		assertThat(Scripts.texts("SELECT 'a\n\n")).containsExactly("SELECT 'a\n");
		assertThat(Scripts.texts("SELECT $$a\n")).containsExactly("SELECT $$a");
	}

	@Test
	void allLineEndsAreDroppedBehindTheLastStatement() {
		assertThat(Scripts.texts("SELECT 1\n\n\n")).containsExactly("SELECT 1");
		assertThat(Scripts.texts("SELECT 1\n \n\n")).containsExactly("SELECT 1\n ");
	}

	@Test
	void numbersSwallowTheWordBehindThem() {
		assertThat(Scripts.texts("SELECT 1a$$;$$;")).containsExactly("SELECT 1a$$;", "$$;");
		assertThat(Scripts.texts("SELECT 1.5e3$$;.5x$$;1e-3$$;$$;")).containsExactly("SELECT 1.5e3$$;", ".5x$$;",
				"1e-3$$;$$;");
		assertThat(Scripts.texts("SELECT $1a$$;$$;")).containsExactly("SELECT $1a$$;", "$$;");
		assertThat(Scripts.texts("SELECT 12$$;$$;")).containsExactly("SELECT 12$$;$$;");
	}

	@Test
	void rangesAreNoDecimals() {
		assertThat(Scripts.texts("SELECT 1..b$$;$$;")).containsExactly("SELECT 1..b$$;", "$$;");
	}

	@Test
	void anExponentWithoutDigitsSwallowsItsSign() {
		assertThat(Scripts.texts("SELECT 1e--x;\n2;")).containsExactly("SELECT 1e--x;", "2;");
	}

	@Test
	void variablesAreOneToken() {
		assertThat(Scripts.texts("SELECT :a$$;$$, :'b;', b::c;")).containsExactly("SELECT :a$$;$$, :'b;', b::c;");
	}

	@Test
	void continuedEscapeStringsArePlainOnTheNextLine() {
		assertThat(Scripts.texts("SELECT E'a'\n'b\\';SELECT 1;")).containsExactly("SELECT E'a'\n'b\\';", "SELECT 1;");
	}

	@Test
	void continuedEscapeStringsStayBehindACarriageReturn() {
		assertThat(Scripts.texts("SELECT E'a' --;\r'b\\';c';SELECT 1;")).containsExactly("SELECT E'a' --;\r'b\\';c';",
				"SELECT 1;");
	}

	@Test
	void onlyTheFirstWordsOfAStatementMakeItARoutine() {
		assertThat(Scripts.texts("CREATE OR REPLACE FUNCTION f() BEGIN ATOMIC SELECT 1; END;"))
			.containsExactly("CREATE OR REPLACE FUNCTION f() BEGIN ATOMIC SELECT 1; END;");
		assertThat(Scripts.texts("CREATE x FUNCTION f() BEGIN ATOMIC SELECT 1; END;"))
			.containsExactly("CREATE x FUNCTION f() BEGIN ATOMIC SELECT 1;", "END;");
	}

	@Test
	void aSettingCountsFromTheNextLine() {
		assertThat(Scripts.texts("SET standard_conforming_strings TO off;SELECT 'a\\';\nSELECT 'b\\';';"))
			.containsExactly("SET standard_conforming_strings TO off;", "SELECT 'a\\';", "SELECT 'b\\';';");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET standard_conforming_strings = 'off'", "set session STANDARD_CONFORMING_STRINGS to 0",
			"SELECT set_config('standard_conforming_strings', 'off', false)",
			"SELECT pg_catalog.set_config('Standard_Conforming_Strings', 'no', false)",
			"BEGIN;\nSET LOCAL standard_conforming_strings = off",
			"BEGIN;\nSET standard_conforming_strings = off;\nCOMMIT",
			"BEGIN;\nSET LOCAL standard_conforming_strings = off;\nSAVEPOINT s;\n"
					+ "RESET standard_conforming_strings;\nROLLBACK TO s" })
	void backslashesEscapeAfter(String prelude) {
		assertThat(Scripts.texts(prelude + ";\nSELECT 'a\\';';")).endsWith("SELECT 'a\\';';");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SET LOCAL standard_conforming_strings = off", "SET standard_conforming_strings = maybe",
			"SET standard_conforming_strings = off;\nRESET ALL", "SET standard_conforming_strings = off;\nDISCARD ALL",
			"BEGIN;\nSET standard_conforming_strings = off;\nROLLBACK",
			"BEGIN;\nSET LOCAL standard_conforming_strings = off;\nEND",
			"SELECT 'SET standard_conforming_strings = off'" })
	void backslashesAreOrdinaryAfter(String prelude) {
		assertThat(Scripts.texts(prelude + ";\nSELECT 'a\\';")).endsWith("SELECT 'a\\';");
	}

	@Test
	void emptyStatementsHaveNoNumber() {
		List<Statement> statements = Scripts.statements(";SELECT 1;;/* x */;SELECT 2;/* end */");
		assertThat(statements).extracting(Statement::number).containsExactly(0, 1, 0, 0, 2, 0);
		assertThat(statements).extracting(Statement::isEmpty).containsExactly(true, false, true, true, false, true);
	}

	@Test
	void everyStatementKnowsWhereItsFirstTokenStands() {
		List<Statement> statements = Scripts
			.statements("-- head\n\n/* two\nlines */ SELECT 1; SELECT\n\n2;\n\n  \uD83D\uDE00; SELECT 3");
		assertThat(statements).extracting(Statement::line).containsExactly(4, 4, 8, 8);
		assertThat(statements).extracting(Statement::column).containsExactly(10, 20, 3, 6);
	}

	@Test
	void positionsOfTheServerBecomeLinesOfTheScript() {
		Statement statement = Scripts.statements("SELECT 0;\n  SELECT '\uD83D\uDE00',\n\n\n\n  x,\n\n    y;").get(1);
		assertThat(statement.text()).isEqualTo("SELECT '\uD83D\uDE00',\n  x,\n    y;");
		assertThat(statement.lineOf(1)).isEqualTo(2);
		assertThat(statement.columnOf(1)).isEqualTo(3);
		assertThat(statement.columnOf(11)).isEqualTo(13);
		assertThat(statement.lineOf(15)).isEqualTo(6);
		assertThat(statement.columnOf(15)).isEqualTo(3);
		assertThat(statement.lineOf(22)).isEqualTo(8);
		assertThat(statement.columnOf(22)).isEqualTo(5);
		assertThat(statement.lineOf(4711)).isEqualTo(8);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			value = { "SELECT 'a;|1|8|string", "SELECT 1; SELECT E'a\\';|1|19|string",
					"SELECT \"a;|1|8|quoted identifier", "SELECT $x$ $y$;|1|8|dollar-quoted string",
					"SELECT 1; /* /* */|1|11|comment", "SELECT U&'a;|1|10|string" })
	void namesWhereWhatIsUnterminatedBegan(String sql, int line, int column, String what) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Scripts.statements(sql))
			.withMessageStartingWith("test.sql:" + line + ":" + column + ": unterminated " + what)
			.withMessageContaining("Next: Close it with");
		assertThat(String.join(" ", Scripts.texts(sql))).isEqualTo(sql);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "SELECT 1 \\gexec|\\gexec", "\\restrict abc|\\restrict", "SELECT 1\\;|\\;",
			"SELECT 1;\\.|end of COPY data", "SELECT :{?a};|:{?" })
	void refusesWhatOnlyPsqlUnderstands(String sql, String what) {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Scripts.texts(sql))
			.withMessageContaining(what);
	}

	@Test
	void refusesNulCharactersAnywhere() {
		for (String sql : List.of("\0", "SELECT \0", "-- \0", "/* \0", "'\0'", "\"\0", "$$\0",
				"COPY a FROM STDIN;\n\0")) {
			assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Scripts.texts(sql))
				.withMessageContaining("NUL");
		}
	}

	@Test
	void failuresToReadComeOutUnchecked() {
		StatementReader reader = StatementReader.of("test.sql", new StringReader("SELECT 1;") {

			@Override
			public int read(char[] buffer, int offset, int length) throws IOException {
				throw new IOException("disk");
			}

		});
		assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(reader::next);
	}

	@ParameterizedTest
	@MethodSource("io.migrator.sql.SplitCasesTests#sqlCases")
	void cutsTheSameHoweverTheScriptArrives(String name) throws IOException {
		String sql;
		try (Utf8Reader reader = SplitCasesTests.open(name)) {
			sql = Scripts.all(reader);
		}
		assertThat(Scripts.statements(StatementReader.lenient(name, Scripts.trickle(sql))))
			.extracting(Statement::text, Statement::line, Statement::column)
			.isEqualTo(Scripts.statements(StatementReader.lenient(name, new StringReader(sql)))
				.stream()
				.map((statement) -> tuple(statement.text(), statement.line(), statement.column()))
				.toList());
	}

}
