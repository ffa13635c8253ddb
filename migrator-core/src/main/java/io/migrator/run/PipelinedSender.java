package io.migrator.run;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.List;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Field;
import org.postgresql.core.NativeQuery;
import org.postgresql.core.Query;
import org.postgresql.core.QueryExecutor;
import org.postgresql.core.ResultCursor;
import org.postgresql.core.ResultHandlerBase;
import org.postgresql.core.SqlCommand;
import org.postgresql.core.Tuple;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Sends all statements in one message of the simple query protocol, in one round trip.
 * <p>
 * The driver's public interface splits such a text again with a parser of its own and
 * does not tell which statement failed; so this class speaks to the layer below it, which
 * does.
 */
final class PipelinedSender implements StatementSender {

	/**
	 * Between two statements: ends a comment that the first may end in, then the
	 * statement; the server drops the empty one that may come of it.
	 */
	private static final String SEPARATOR = "\n;\n";

	private static final int FLAGS = QueryExecutor.QUERY_ONESHOT | QueryExecutor.QUERY_SUPPRESS_BEGIN
			| QueryExecutor.QUERY_EXECUTE_AS_SIMPLE | QueryExecutor.QUERY_NO_METADATA | QueryExecutor.QUERY_NO_RESULTS
			| QueryExecutor.QUERY_BOTH_ROWS_AND_STATUS;

	private final QueryExecutor executor;

	PipelinedSender(Connection connection) throws SQLException {
		this.executor = connection.unwrap(BaseConnection.class).getQueryExecutor();
	}

	@Override
	public long[] send(List<String> statements, Consumer<SQLWarning> notices) throws StatementFailure {
		int[] offsets = new int[statements.size()];
		StringBuilder text = new StringBuilder();
		for (int i = 0; i < offsets.length; i++) {
			if (i > 0) {
				text.append(SEPARATOR);
			}
			offsets[i] = text.length();
			text.append(statements.get(i));
		}
		Handler handler = new Handler(notices, offsets.length);
		PreferQueryMode mode = this.executor.getPreferQueryMode();
		try {
			this.executor.setPreferQueryMode(PreferQueryMode.SIMPLE);
			Query query = this.executor.wrap(List.of(new NativeQuery(text.toString(), SqlCommand.BLANK)));
			this.executor.execute(query, null, handler, 0, 0, FLAGS);
			return handler.rows;
		}
		catch (SQLException ex) {
			throw failure(ex, handler.completed, offsets, text);
		}
		finally {
			this.executor.setPreferQueryMode(mode);
		}
	}

	private static StatementFailure failure(SQLException ex, int completed, int[] offsets, CharSequence text) {
		int position = StatementFailure.serverPosition(ex);
		if (position == 0) {
			return new StatementFailure(Math.min(completed, offsets.length - 1), 0, ex);
		}
		// The server counts characters, Java counts UTF-16 units
		int offset = Character.offsetByCodePoints(text, 0, position - 1);
		int index = offsets.length - 1;
		while (index > 0 && offsets[index] > offset) {
			index--;
		}
		return new StatementFailure(index, Character.codePointCount(text, offsets[index], offset) + 1, ex);
	}

	private static final class Handler extends ResultHandlerBase {

		private final Consumer<SQLWarning> notices;

		private int completed;

		private final long[] rows;

		private boolean returnedRows;

		private Handler(Consumer<SQLWarning> notices, int statements) {
			this.notices = notices;
			this.rows = new long[statements];
		}

		@Override
		public void handleResultRows(Query query, Field[] fields, List<Tuple> tuples, @Nullable ResultCursor cursor) {
			this.returnedRows = true;
		}

		@Override
		public void handleCommandStatus(String status, long updateCount, long insertOid) {
			boolean query = this.returnedRows && !status.startsWith("INSERT") && !status.startsWith("UPDATE")
					&& !status.startsWith("DELETE") && !status.startsWith("MERGE");
			if (updateCount > 0 && !query && this.completed < this.rows.length) {
				this.rows[this.completed] = updateCount;
			}
			this.completed++;
			this.returnedRows = false;
		}

		@Override
		public void handleWarning(SQLWarning warning) {
			this.notices.accept(warning);
		}

	}

}
