package io.migrator.sql;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What formatting changes, and what it must not.
 */
class SqlFormatterTests {

	@Test
	void tidiesWhiteSpaceAndKeyWords() {
		assertThat(format(
				"\n\nalter table  wallets\n\tadd  column note text  ,\t \n\t\talter column owner set not null\n ;"
						+ "\r\nselect 1  ;  \n\n\n\n-- last  \ninsert into notes values (1) on conflict do nothing"))
			.isEqualTo("""
					ALTER TABLE wallets
					    ADD COLUMN note text ,
					        ALTER COLUMN owner SET NOT NULL;
					SELECT 1;

					-- last \s
					INSERT INTO notes VALUES (1) ON CONFLICT DO NOTHING
					""");
	}

	@Test
	void leavesWordsAloneThatMayBeNames() {
		String script = """
				SELECT owner, key, value, type, w.order, user.name AS end, left(note, 3) FROM public.default WHERE NOT valid;
				UPDATE ${select}.${order} SET schema = :'user', conflict = :all;
				""";
		assertThat(format(script)).isEqualTo(script);
	}

	@Test
	void writesPhrasesInUpperCase() {
		assertThat(
				format("""
						create table if not exists t (id bigint generated always as identity primary key, o int references o on delete cascade);
						create type mood as enum ('a');
						update t set a = 1, only_b = default where a is not distinct from 2;
						alter table t add constraint c check (a > 0) not valid, alter column a type bigint;
						create unique index concurrently i on t (a desc nulls last);
						select a from t left join u using (a) group by a order by a for update skip locked;
						"""))
			.isEqualTo(
					"""
							CREATE TABLE IF NOT EXISTS t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, o int REFERENCES o ON DELETE CASCADE);
							CREATE TYPE mood AS ENUM ('a');
							UPDATE t SET a = 1, only_b = DEFAULT WHERE a IS NOT DISTINCT FROM 2;
							ALTER TABLE t ADD CONSTRAINT c CHECK (a > 0) NOT VALID, ALTER COLUMN a TYPE bigint;
							CREATE UNIQUE INDEX CONCURRENTLY i ON t (a DESC NULLS LAST);
							SELECT a FROM t LEFT JOIN u USING (a) GROUP BY a ORDER BY a FOR UPDATE SKIP LOCKED;
							""");
	}

	@Test
	void keepsLiteralsBodiesCommentsAndDataAsTheyAre() {
		String script = "create function f() returns void language plpgsql as $$\tbegin\r\n\r\n\r\n\tnull ;  end $$ ;\n"
				+ "/* select\t \r\n  1 */ select 'a \t\n\n\n b', \"Order  By\"   -- from\t \n;\n"
				+ "copy t from stdin ;\nselect\t1  \n\n\n\t\n\\.\n";
		assertThat(format(script))
			.isEqualTo("CREATE FUNCTION f() RETURNS VOID language plpgsql AS $$\tbegin\r\n\r\n\r\n\tnull ;  end $$;\n"
					+ "/* select\t \r\n  1 */ SELECT 'a \t\n\n\n b', \"Order  By\"   -- from\t \n;\n"
					+ "COPY t FROM stdin;\nselect\t1  \n\n\n\t\n\\.\n");
	}

	@Test
	void givesEachColumnOfALongTableALine() {
		assertThat(format("create table wallets (id bigint primary key, owner text not null default concat('a', 'b'),"
				+ " tags text[] default array['a', 'b'], unique (owner, id) ) with (fillfactor = 70);"))
			.isEqualTo("""
					CREATE TABLE wallets (
					    id bigint PRIMARY KEY,
					    owner text NOT NULL DEFAULT concat('a', 'b'),
					    tags text[] DEFAULT ARRAY['a', 'b'],
					    UNIQUE (owner, id)
					) WITH (fillfactor = 70);
					""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "CREATE TABLE t (a int, b int);\n", "-- only a comment\n", "",
			"CREATE TABLE wallets (id bigint PRIMARY KEY, -- the key, which is the number of the wallet and nothing else\n owner text NOT NULL, note text);\n",
			"CREATE TABLE wallets_2026 PARTITION OF wallets (id DEFAULT 1, CHECK (id > 0)) FOR VALUES FROM ('2026-01-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');\n" })
	void leavesAsItIs(String script) {
		assertThat(format(script)).isEqualTo(script);
	}

	@Test
	void knowsWhatBackslashesMean() {
		assertThat(format("set standard_conforming_strings = off ;\nselect 'it\\'s;  ' ;\nselect 1 ;\n")).isEqualTo("""
				SET standard_conforming_strings = off;
				SELECT 'it\\'s;  ';
				SELECT 1;
				""");
	}

	@Test
	void refusesWhatIsNoScript() {
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> format("SELECT 1;\n\\connect x\n"))
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(2));
	}

	static Stream<Path> scripts() throws Exception {
		List<String> whole = SplitCasesTests.wholeCases();
		try (Stream<Path> files = Files.walk(Path.of("src/test/resources"))) {
			return files.filter((file) -> file.toString().endsWith(".sql"))
				.filter((file) -> !file.toString().contains("split")
						|| whole.contains(file.getFileName().toString().replace(".sql", "")))
				.sorted()
				.toList()
				.stream();
		}
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void saysTheSameTwice(Path file) throws IOException {
		check(Files.readString(file));
	}

	@ParameterizedTest
	@MethodSource("scripts")
	void saysTheSameHoweverUntidy(Path file) throws IOException {
		String script = Files.readString(file);
		Random random = new Random(file.getFileName().toString().hashCode());
		for (int i = 0; i < 5; i++) {
			check(untidy(file.toString(), script, random));
		}
	}

	/**
	 * The script with other white space and other case, where that means nothing.
	 */
	private static String untidy(String name, String script, Random random) {
		List<String> blanks = List.of(" ", "  ", "\t", "\n", "\r\n", " \n\n\n\t ", "\f", " -- c'$$\n", "\t/* ; ' */ ");
		StringBuilder untidy = new StringBuilder();
		for (List<Piece> statement : PieceReader.read(name, script)) {
			for (Piece piece : statement) {
				boolean same = random.nextInt(4) != 0;
				if (piece.isBlank()) {
					untidy.append((same || piece.breaksLine()) ? piece.text() : "")
						.append(same ? "" : blanks.get(random.nextInt(blanks.size())));
				}
				else {
					untidy.append((same || !piece.isWord()) ? piece.text() : piece.text().toLowerCase(Locale.ROOT));
				}
			}
		}
		return untidy.toString();
	}

	private static void check(String script) {
		String formatted = format(script);
		assertThat(digest(formatted)).isEqualTo(digest(script));
		assertThat(format(formatted)).isEqualTo(formatted);
		assertThat(kept(formatted)).isEqualTo(kept(script));
	}

	private static List<String> kept(String script) {
		return PieceReader.read("script", script)
			.stream()
			.flatMap(List::stream)
			.filter((piece) -> !piece.isBlank() && !piece.isWord())
			.map(Piece::text)
			.toList();
	}

	private static String format(String script) {
		return SqlFormatter.format("script", script);
	}

	private static String digest(String script) {
		try (StringReader reader = new StringReader(script)) {
			return SemanticDigest.of("script", reader).hex();
		}
	}

}
