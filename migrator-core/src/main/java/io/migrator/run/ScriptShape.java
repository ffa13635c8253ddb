package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migrator.migration.Script;
import io.migrator.sql.SemanticDigest;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import io.migrator.sql.TransactionRule;
import org.jspecify.annotations.Nullable;

/**
 * What a script needs of its surroundings, found out by reading it once before it runs.
 *
 * @param script the script
 * @param single whether it runs in one transaction
 * @param marked whether its head asks for none
 * @param begin what begins that transaction: ours, or the script's own
 * @param ownBegin the number of the statement that begins it in the script, 0 if none
 * does
 * @param ownCommit the number of the statement that commits it in the script, 0 if none
 * does
 * @param statements how many statements it has
 * @param semanticChecksum the hash of its tokens, or {@code null} if it is so big that it
 * is only taken while it runs
 * @param setsLockTimeout whether it decides itself how long to wait for locks
 * @param tidy whether it runs in one transaction and can leave nothing behind in its
 * session
 * @param alone the numbers of statements that only the server knew to refuse a
 * transaction
 * @param enumBreaks whether every new value of an enum is committed at once
 * @param kept its statements if they are few and small, or {@code null}
 */
record ScriptShape(Script script, boolean single, boolean marked, String begin, int ownBegin, int ownCommit,
		int statements, @Nullable String semanticChecksum, boolean setsLockTimeout, boolean tidy, Set<Integer> alone,
		boolean enumBreaks, @Nullable List<Statement> kept) {

	private static final int KEPT_CHARACTERS = 256 * 1024;

	static ScriptShape of(Script script, boolean marked) {
		try (StatementReader reader = StatementReader.of(script.name(), script.open())) {
			return new Reading(script, marked).read(reader);
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + script.name(), ex);
		}
	}

	/**
	 * The same script for the case that the server refuses to let it use a value that it
	 * adds to an enum in the same transaction.
	 * @return the shape, or {@code null} if the script itself wants one transaction
	 */
	@Nullable ScriptShape withEnumBreaks() {
		if (!this.single || this.ownBegin > 0) {
			return null;
		}
		return new ScriptShape(this.script, false, false, this.begin, 0, 0, this.statements, this.semanticChecksum,
				this.setsLockTimeout, false, this.alone, true, this.kept);
	}

	/**
	 * The same script for the case that the server refuses to run one of its statements
	 * in a transaction, as it does with the rebuild of a partitioned table.
	 * @param number the statement's number
	 * @return the shape, or {@code null} if the script itself wants one transaction, or
	 * the statement is alone already
	 */
	@Nullable ScriptShape withAlone(int number) {
		if (this.ownBegin > 0 || this.alone.contains(number)) {
			return null;
		}
		Set<Integer> numbers = new HashSet<>(this.alone);
		numbers.add(number);
		return new ScriptShape(this.script, false, this.marked, this.begin, 0, 0, this.statements,
				this.semanticChecksum, this.setsLockTimeout, false, Set.copyOf(numbers), this.enumBreaks, this.kept);
	}

	/**
	 * The statements again, those that are not empty.
	 * @return a source that reads the script, or what was kept of it
	 */
	StatementSource open() {
		return (this.kept != null) ? StatementSource.of(this.kept)
				: StatementSource.of(StatementReader.of(this.script.name(), this.script.open()));
	}

	/**
	 * Whether a statement is the script's own begin or commit of the one transaction,
	 * which we send ourselves.
	 * @param statement the statement
	 * @return whether to leave it out
	 */
	boolean isOwnBracket(Statement statement) {
		return this.single && (statement.number() == this.ownBegin || statement.number() == this.ownCommit);
	}

	private static final class Reading {

		private final Script script;

		private final boolean marked;

		private final SemanticDigest digest = new SemanticDigest();

		private final EnumValues enumValues = new EnumValues();

		private @Nullable List<Statement> kept = new ArrayList<>();

		private int keptCharacters;

		private int count;

		private boolean refusesTransaction;

		private boolean setsLockTimeout;

		private boolean tidy = true;

		private int controls;

		private int ownBegin;

		private String begin = "BEGIN";

		private int ownCommit;

		private boolean outsideBrackets;

		Reading(Script script, boolean marked) {
			this.script = script;
			this.marked = marked;
		}

		ScriptShape read(StatementReader reader) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (!statement.isEmpty()) {
					note(statement);
				}
			}
			boolean paired = this.controls == 2 && this.ownBegin > 0 && this.ownCommit > 0 && !this.outsideBrackets;
			boolean single = !this.marked && !this.refusesTransaction && (this.controls == 0 || paired);
			return new ScriptShape(this.script, single, this.marked, paired ? this.begin : "BEGIN", this.ownBegin,
					this.ownCommit, this.count, (this.kept != null) ? this.digest.hex() : null, this.setsLockTimeout,
					single && this.tidy, Set.of(), false, this.kept);
		}

		private void note(Statement statement) {
			this.count++;
			SessionSettings.check(statement);
			this.setsLockTimeout |= SessionSettings.sets(statement, "lock_timeout");
			this.tidy &= SessionSettings.leavesNothing(statement);
			keep(statement);
			this.refusesTransaction |= this.enumValues.uses(statement)
					|| statement.kind().transactionRule() == TransactionRule.OUTSIDE;
			this.enumValues.note(statement);
			noteBracket(statement);
		}

		private void keep(Statement statement) {
			this.keptCharacters += statement.text().length();
			if (this.keptCharacters > KEPT_CHARACTERS || statement.kind().isCopyFromStdin()) {
				this.kept = null;
			}
			if (this.kept != null) {
				this.kept.add(statement);
				this.digest.add(statement);
			}
		}

		private void noteBracket(Statement statement) {
			switch (statement.kind().transactionRule()) {
				case BEGIN -> {
					this.controls++;
					this.ownBegin = (this.ownBegin == 0) ? statement.number() : -1;
					this.begin = statement.text();
				}
				case COMMIT -> {
					this.controls++;
					this.ownCommit = (this.ownBegin > 0 && this.ownCommit == 0) ? statement.number() : -1;
				}
				case ROLLBACK, COMMIT_AND_CHAIN, ROLLBACK_AND_CHAIN, PREPARE_TRANSACTION -> this.controls += 3;
				default -> {
					boolean inside = this.ownBegin > 0 && this.ownCommit == 0;
					this.outsideBrackets |= !inside && !statement.kind().changesSession();
				}
			}
		}

	}

}
