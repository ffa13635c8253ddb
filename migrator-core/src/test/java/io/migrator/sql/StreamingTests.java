package io.migrator.sql;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A script far larger than the heap goes through.
 */
class StreamingTests {

	private static final int ROUNDS = 1_100;

	@Test
	void readsAHundredMegabytesWithSixtyFourOfHeap() throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-Xmx64m", "-cp", System.getProperty("java.class.path"), Main.class.getName())
			.redirectErrorStream(true)
			.start();
		try {
			assertThat(process.waitFor(Duration.ofMinutes(2).toMillis(), TimeUnit.MILLISECONDS)).isTrue();
			String output = new String(process.getInputStream().readAllBytes());
			assertThat(output.trim())
				.isEqualTo(ROUNDS * 103 + " statements, " + ROUNDS * 20_000L + " characters of data");
			assertThat(new Script().length()).isGreaterThan(100_000_000L);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * What the child process runs.
	 */
	static final class Main {

		private Main() {
		}

		public static void main(String[] args) throws IOException {
			long statements = 0;
			long data = 0;
			char[] chars = new char[8192];
			SemanticDigest digest = new SemanticDigest();
			try (StatementReader reader = StatementReader.of("big.sql", new Script())) {
				for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
					statements++;
					digest.add(statement);
					if (statement.kind().isCopyFromStdin()) {
						Reader copyData = reader.copyData();
						for (int read = copyData.read(chars); read >= 0; read = copyData.read(chars)) {
							data += read;
						}
					}
				}
			}
			System.out.println(statements + " statements, " + data + " characters of data");
		}

	}

	/**
	 * INSERTs, functions and COPY data, made up while it is read.
	 */
	private static final class Script extends Reader {

		private static final String INSERTS = "INSERT INTO wallet (id, owner, note) VALUES (1, 'someone', 'it''s; a note');\n"
			.repeat(100);

		private static final String FUNCTION = "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$\nBEGIN\n"
				+ "\tPERFORM 1; -- ';'\n".repeat(2_000) + "END\n$$;\n";

		private static final String ATOMIC = "CREATE FUNCTION g() RETURNS int BEGIN ATOMIC\n"
				+ "\tSELECT CASE WHEN true THEN 1 END;\n".repeat(800) + "END;\n";

		private static final String COPY = "COPY wallet FROM STDIN;\n" + "12345\tsomeone\\N\t;$$\n".repeat(1_000)
				+ "\\.\n";

		private static final String ROUND = INSERTS + FUNCTION + ATOMIC + COPY;

		private int round;

		private int position;

		long length() {
			return (long) ROUND.length() * ROUNDS;
		}

		@Override
		public int read(char[] buffer, int offset, int length) {
			if (this.round == ROUNDS) {
				return -1;
			}
			int count = Math.min(length, ROUND.length() - this.position);
			ROUND.getChars(this.position, this.position + count, buffer, offset);
			this.position += count;
			if (this.position == ROUND.length()) {
				this.position = 0;
				this.round++;
			}
			return count;
		}

		@Override
		public void close() {
		}

	}

}
