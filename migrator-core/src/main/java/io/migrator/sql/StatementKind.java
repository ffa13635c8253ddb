package io.migrator.sql;

/**
 * What kind of statement this is, as far as it can be told without a server.
 *
 * @param command the command in canonical words, such as {@code CREATE INDEX} or
 * {@code COPY FROM STDIN}; {@link #UNKNOWN} if it is not understood
 * @param transactionRule how it gets along with a transaction around it
 * @param changesSession whether it changes settings of the session that outlive the
 * transaction
 * @param returnsRows whether it probably returns rows
 */
public record StatementKind(String command, TransactionRule transactionRule, boolean changesSession,
		boolean returnsRows) {

	/** The command of a statement that is not understood. */
	public static final String UNKNOWN = "UNKNOWN";

	/** The command of {@code COPY … FROM STDIN}, whose data follows in the script. */
	public static final String COPY_FROM_STDIN = "COPY FROM STDIN";

	/**
	 * Whether the statement's data follows it in the script.
	 * @return whether this is {@code COPY … FROM STDIN}
	 */
	public boolean isCopyFromStdin() {
		return this.command.equals(COPY_FROM_STDIN);
	}

	static StatementKind of(String command) {
		return new StatementKind(command, TransactionRule.ANY, false, false);
	}

	static StatementKind of(String command, TransactionRule rule) {
		return new StatementKind(command, rule, false, false);
	}

	static StatementKind rows(String command, boolean returnsRows) {
		return new StatementKind(command, TransactionRule.ANY, false, returnsRows);
	}

	static StatementKind session(String command, boolean changesSession) {
		return new StatementKind(command, TransactionRule.ANY, changesSession, false);
	}

}
