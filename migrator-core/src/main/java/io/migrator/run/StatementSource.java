package io.migrator.run;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.util.Iterator;
import java.util.List;

import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import org.jspecify.annotations.Nullable;

/**
 * The statements of a script that are not empty, one after another.
 */
interface StatementSource extends Closeable {

	/**
	 * The next statement.
	 * @return the statement, or {@code null} at the end
	 */
	@Nullable Statement next();

	/**
	 * The inline data of the copy that was the last statement.
	 * @return the data
	 */
	Reader copyData();

	static StatementSource of(List<Statement> statements) {
		Iterator<Statement> iterator = statements.iterator();
		return new StatementSource() {

			@Override
			public @Nullable Statement next() {
				return iterator.hasNext() ? iterator.next() : null;
			}

			@Override
			public Reader copyData() {
				throw new IllegalStateException("Scripts with inline data are never kept in memory");
			}

			@Override
			public void close() {
			}

		};
	}

	static StatementSource of(StatementReader reader) {
		return new StatementSource() {

			@Override
			public @Nullable Statement next() {
				Statement statement = reader.next();
				while (statement != null && statement.isEmpty()) {
					statement = reader.next();
				}
				return statement;
			}

			@Override
			public Reader copyData() {
				return reader.copyData();
			}

			@Override
			public void close() throws IOException {
				reader.close();
			}

		};
	}

}
