package io.migrator.sql;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import com.github.cliftonlabs.json_simple.JsonArray;
import com.github.cliftonlabs.json_simple.JsonException;
import com.github.cliftonlabs.json_simple.Jsoner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The statements that psql sends, read off psql itself.
 */
class SplitCasesTests {

	private static final Set<String> PSQL_ONLY = Set.of("33", "34", "35", "44");

	private static final Set<String> UNTERMINATED = Set.of("14", "31");

	static List<String> cases() throws Exception {
		try (Stream<Path> files = Files.list(directory())) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.endsWith(".sql"))
				.map((name) -> name.substring(0, name.length() - 4))
				.sorted()
				.toList();
		}
	}

	static List<String> sqlCases() throws Exception {
		return cases().stream().filter((name) -> !PSQL_ONLY.contains(name.substring(0, 2))).toList();
	}

	static List<String> wholeCases() throws Exception {
		return sqlCases().stream().filter((name) -> !UNTERMINATED.contains(name.substring(0, 2))).toList();
	}

	private static Path directory() throws Exception {
		return Path.of(SplitCasesTests.class.getResource("split").toURI());
	}

	@Test
	void allCasesAreThere() throws Exception {
		assertThat(cases()).hasSize(70);
	}

	@ParameterizedTest
	@MethodSource("sqlCases")
	void cutsAsPsqlDoes(String name) throws Exception {
		try (StatementReader reader = StatementReader.lenient(name, open(name))) {
			assertThat(Scripts.statements(reader)).extracting(Statement::text).isEqualTo(expected(name));
		}
	}

	@ParameterizedTest
	@MethodSource("wholeCases")
	void cutsTheSameWhenStrict(String name) throws Exception {
		try (StatementReader reader = StatementReader.of(name, open(name))) {
			assertThat(Scripts.statements(reader)).extracting(Statement::text).isEqualTo(expected(name));
		}
	}

	@ParameterizedTest
	@CsvSource({ "33_meta_commands,1,1,\\set", "34_meta_gset_vars,1,21,\\gset", "35_backslash_semicolon,1,9,\\;",
			"44_nul_byte,2,10,NUL" })
	void refusesWhatOnlyPsqlUnderstands(String name, int line, int column, String what) throws Exception {
		for (StatementReader reader : List.of(StatementReader.of(name, open(name)),
				StatementReader.lenient(name, open(name)))) {
			assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Scripts.statements(reader))
				.withMessageContaining(name + ":" + line + ":" + column)
				.withMessageContaining(what)
				.withMessageContaining("Next: Remove")
				.satisfies((ex) -> assertThat(ex.line()).isEqualTo(line))
				.satisfies((ex) -> assertThat(ex.column()).isEqualTo(column));
		}
	}

	@ParameterizedTest
	@CsvSource({ "14_block_comment_unterminated,2,1,comment", "31_copy_stdin_no_terminator_eof,1,1,COPY data" })
	void refusesWhatIsCutOffWhenStrict(String name, int line, int column, String what) throws Exception {
		StatementReader reader = StatementReader.of(name, open(name));
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> Scripts.statements(reader))
			.withMessageContaining(name + ":" + line + ":" + column)
			.withMessageContaining(what);
	}

	static Utf8Reader open(String name) {
		InputStream in = SplitCasesTests.class.getResourceAsStream("split/" + name + ".sql");
		assertThat(in).isNotNull();
		return new Utf8Reader(name, in);
	}

	private static List<String> expected(String name) throws IOException, JsonException {
		String json = Files.readString(file(name + ".expected.json"), StandardCharsets.UTF_8);
		return ((JsonArray) Jsoner.deserialize(json)).stream().map(Object::toString).toList();
	}

	private static Path file(String name) {
		try {
			return directory().resolve(name);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

}
