package io.migrator.sql;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class LiteralMaskTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			value = { "SELECT 'a''b', 12.5e3, t1.c2 FROM \"x 1\"|SELECT ?, ?, t1.c2 FROM \"x 1\"",
					"UPDATE t SET a = E'it\\'s', b = $1|UPDATE t SET a = ?, b = $1", "DO $x$ secret $x$|DO ?",
					"SELECT U&'a', X'1F' /* c */|SELECT ?, ? /* c */", "SELECT 'cut o|SELECT ?",
					"SELECT $x$ cut|SELECT ?", "SELECT $|SELECT $", "SELECT \"cut|SELECT \"cut",
					"SELECT /* cut|SELECT /* cut" })
	void hidesLiterals(String sql, String masked) {
		assertThat(LiteralMask.mask(sql)).isEqualTo(masked);
	}

	@Test
	void takesAnything() {
		Random random = new Random(42);
		String alphabet = "aE'\"$\\/*-;:.,()1x&U \n\0\uD83D";
		for (int i = 0; i < 20_000; i++) {
			StringBuilder sql = new StringBuilder();
			for (int length = random.nextInt(30); length > 0; length--) {
				sql.append(alphabet.charAt(random.nextInt(alphabet.length())));
			}
			assertThat(LiteralMask.mask(sql.toString())).isNotNull();
		}
	}

}
