package io.migrator.sql;

import java.io.StringReader;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SemanticDigestTests {

	private static final String SCRIPT = "SELECT a, 'B' FROM t WHERE b = -1;\nSELECT 2;";

	@ParameterizedTest
	@ValueSource(strings = { "select A,'B'from T where B=-1;select 2",
			"-- x\nSELECT a, 'B' FROM t /* ; */ WHERE b = - 1;; ;SELECT 2;/**/",
			"SELECT a,\r\n'B'\r\nFROM t -- ;\r\nWHERE b = -1;\r\n\r\nSELECT 2;\r\n" })
	void formattingMakesNoDifference(String sql) {
		assertThat(hex(sql)).isEqualTo(hex(SCRIPT)).matches("[0-9a-f]{64}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "SELECT a, 'b' FROM t WHERE b = -1; SELECT 2;",
			"SELECT a, ' B' FROM t WHERE b = -1; SELECT 2;", "SELECT \"a\", 'B' FROM t WHERE b = -1; SELECT 2;",
			"SELECT a, 'B' FROM t WHERE b = 1; SELECT 2;", "SELECT a, 'B' FROM t WHERE b = -1 SELECT 2;",
			"SELECT 2; SELECT a, 'B' FROM t WHERE b = -1;", "SELECT a, 'B' FROM t WHERE b = -1; SELECT 2; SELECT 3",
			"SELECT a , 'B' FROM t WHERE b = -1; SELECT\"2\";" })
	void contentMakesADifference(String sql) {
		assertThat(hex(sql)).isNotEqualTo(hex(SCRIPT));
	}

	@Test
	void tokensDoNotRunTogether() {
		assertThat(hex("SELECT ab")).isNotEqualTo(hex("SELECT a b"));
		assertThat(hex("SELECT 'a' 'b'")).isNotEqualTo(hex("SELECT 'a'' ''b'"));
		assertThat(hex("SELECT 1.5")).isNotEqualTo(hex("SELECT 1 .5"));
	}

	@Test
	void dataCounts() {
		String one = hex("COPY t FROM STDIN;\n1\t2\n\\.\nSELECT 1");
		assertThat(hex("copy T from stdin; -- x\n1\t2\n\\.\n\nselect 1;")).isEqualTo(one);
		assertThat(hex("COPY t FROM STDIN;\n1  2\n\\.\nSELECT 1")).isNotEqualTo(one);
		assertThat(hex("COPY t FROM STDIN;\n\\.\nSELECT 1")).isNotEqualTo(one);
	}

	@Test
	void canBeReadAtAnyPoint() {
		List<Statement> statements = Scripts.statements(SCRIPT);
		SemanticDigest digest = new SemanticDigest();
		digest.add(statements.get(0));
		assertThat(digest.hex()).isEqualTo(digest.hex()).isEqualTo(hex("SELECT a, 'B' FROM t WHERE b = -1"));
		digest.add(statements.get(1));
		assertThat(digest.hex()).isEqualTo(hex(SCRIPT));
	}

	@Test
	void staysWhatItWas() {
		assertThat(hex("CREATE TABLE \u00e4 (a int, b text DEFAULT '\u20ac');"))
			.isEqualTo("54eab53e735486b359778da0f282b9e6b29df48b6e3c96f71cab017660e7ab54");
	}

	private static String hex(String sql) {
		return SemanticDigest.of("test.sql", new StringReader(sql)).hex();
	}

}
