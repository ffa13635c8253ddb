package io.migrator.run;

import java.sql.SQLException;
import java.sql.SQLWarning;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.migrator.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * Statements that wait to be sent together: the script's and our own around them.
 */
final class Flight {

	/** The server takes a message in whole, so this bounds memory, not correctness. */
	private static final int FULL = 64 * 1024;

	private final Session session;

	private final Consumer<SQLWarning> notices;

	private final List<String> texts = new ArrayList<>();

	private final List<@Nullable Statement> origins = new ArrayList<>();

	private int size;

	Flight(Session session, Consumer<SQLWarning> notices) {
		this.session = session;
		this.notices = notices;
	}

	void add(String own) {
		add(own, null);
	}

	void addAll(List<String> own) {
		for (String statement : own) {
			add(statement);
		}
	}

	void add(Statement statement) {
		add(statement.text(), statement);
	}

	private void add(String text, @Nullable Statement origin) {
		this.texts.add(text);
		this.origins.add(origin);
		this.size += text.length();
	}

	boolean isFull() {
		return this.size >= FULL;
	}

	boolean isEmpty() {
		return this.texts.isEmpty();
	}

	/**
	 * Sends what waits.
	 * @return how many rows the script's statements affected
	 * @throws ScriptFailure if a statement fails
	 */
	long send() throws ScriptFailure {
		if (this.texts.isEmpty()) {
			return 0;
		}
		try {
			long[] rows = this.session.send(this.texts, this.notices);
			long sum = 0;
			for (int i = 0; i < rows.length; i++) {
				sum += (this.origins.get(i) != null) ? rows[i] : 0;
			}
			return sum;
		}
		catch (StatementFailure ex) {
			throw new ScriptFailure(this.origins.get(ex.index()), ex.position(), ex.reason());
		}
		finally {
			clear();
		}
	}

	void clear() {
		this.texts.clear();
		this.origins.clear();
		this.size = 0;
	}

	/**
	 * A statement of a script, or one of our own around it, failed.
	 */
	static final class ScriptFailure extends Exception {

		private final transient @Nullable Statement statement;

		private final int position;

		private final SQLException reason;

		ScriptFailure(@Nullable Statement statement, int position, SQLException reason) {
			super(reason);
			this.statement = statement;
			this.position = position;
			this.reason = reason;
		}

		/**
		 * The statement that failed.
		 * @return the statement, or {@code null} if it was one of our own
		 */
		@Nullable Statement statement() {
			return this.statement;
		}

		int position() {
			return this.position;
		}

		SQLException reason() {
			return this.reason;
		}

	}

}
