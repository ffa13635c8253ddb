package io.migrator.sql;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Reads scripts for tests.
 */
final class Scripts {

	private Scripts() {
	}

	static List<String> texts(String sql) {
		return statements(StatementReader.lenient("test.sql", new StringReader(sql))).stream()
			.map(Statement::text)
			.toList();
	}

	static List<Statement> statements(String sql) {
		return statements(StatementReader.of("test.sql", new StringReader(sql)));
	}

	static List<Statement> statements(StatementReader reader) {
		List<Statement> statements = new ArrayList<>();
		for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
			statements.add(statement);
		}
		return statements;
	}

	static Statement statement(String sql) {
		List<Statement> statements = statements(sql);
		assertThat(statements).hasSize(1);
		return statements.get(0);
	}

	static String all(Reader reader) throws IOException {
		StringBuilder all = new StringBuilder();
		char[] chars = new char[7];
		for (int count = reader.read(chars); count >= 0; count = reader.read(chars)) {
			all.append(chars, 0, count);
		}
		return all.toString();
	}

	/**
	 * Hands out one character at a time, so that whatever looks ahead has to read.
	 */
	static Reader trickle(String text) {
		return new StringReader(text) {

			@Override
			public int read(char[] buffer, int offset, int length) throws IOException {
				return super.read(buffer, offset, Math.min(length, 1));
			}

		};
	}

}
