package io.migrator.sql;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class Utf8ReaderTests {

	@Test
	void readsCharactersAcrossAllBoundaries() throws IOException {
		String text = "a\u00e4\u20ac\uD83D\uDE00\n".repeat(10_000);
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		assertThat(Scripts.all(new Utf8Reader("x", new ByteArrayInputStream(bytes)))).isEqualTo(text);
		StringBuilder single = new StringBuilder();
		try (Utf8Reader reader = new Utf8Reader("x", trickle(bytes))) {
			for (int c = reader.read(); c >= 0; c = reader.read()) {
				single.append((char) c);
			}
		}
		assertThat(single.toString()).isEqualTo(text);
	}

	@Test
	void skipsAByteOrderMarkAtTheStartOnly() throws IOException {
		byte[] bytes = "\uFEFFa\uFEFF".getBytes(StandardCharsets.UTF_8);
		assertThat(Scripts.all(new Utf8Reader("x", new ByteArrayInputStream(bytes)))).isEqualTo("a\uFEFF");
		assertThat(Scripts.all(new Utf8Reader("x", trickle(bytes)))).isEqualTo("a\uFEFF");
	}

	@Test
	void namesLineColumnAndBytesOfWhatIsNotUtf8() {
		byte[] bytes = "SELECT 1;\n-- \u20ac caf\u00e9".getBytes(StandardCharsets.UTF_8);
		byte[] latin = "SELECT 1;\n-- caf\u00e9 ol\u00e9".getBytes(StandardCharsets.ISO_8859_1);
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> Scripts.all(new Utf8Reader("V1.sql", new ByteArrayInputStream(latin))))
			.withMessageContaining("V1.sql:2:7: invalid UTF-8: byte e9")
			.withMessageContaining("Convert the file to UTF-8")
			.satisfies((ex) -> assertThat(ex.line()).isEqualTo(2))
			.satisfies((ex) -> assertThat(ex.column()).isEqualTo(7));
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(
					() -> Scripts.all(new Utf8Reader("V1.sql", new ByteArrayInputStream(bytes, 0, bytes.length - 1))))
			.withMessageContaining("V1.sql:2:9: invalid UTF-8: byte c3");
	}

	@Test
	void refusesNulCharacters() {
		byte[] bytes = "SELECT 1;\n\u00e4b\0".getBytes(StandardCharsets.UTF_8);
		assertThatExceptionOfType(ScriptException.class)
			.isThrownBy(() -> Scripts.all(new Utf8Reader("V1.sql", new ByteArrayInputStream(bytes))))
			.withMessageContaining("V1.sql:2:3: a NUL character");
	}

	private static InputStream trickle(byte[] bytes) {
		return new ByteArrayInputStream(bytes) {

			@Override
			public synchronized int read(byte[] buffer, int offset, int length) {
				return super.read(buffer, offset, Math.min(length, 1));
			}

		};
	}

}
