package io.migrator.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import io.migrator.history.HistoryWriter;
import io.migrator.history.HistoryWriter.Cost;
import io.migrator.history.HistoryWriter.Subject;
import io.migrator.history.Progress;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.sql.SemanticDigest;
import io.migrator.sql.Statement;
import io.migrator.sql.TransactionRule;

/**
 * One pass through one script. A script that may runs in one transaction together with
 * its row of the history; any other is a sequence of transactions, each with the progress
 * it makes, and of statements that run outside of one, with the progress before and after
 * them.
 */
final class ScriptExecution {

	private enum Transaction {

		NONE, OURS, SCRIPTS

	}

	private final Session session;

	private final ScriptJob job;

	private final ScriptShape shape;

	private final HistoryWriter writer;

	private final MigrationListener listener;

	private final TimeLimits limits;

	private final Flight flight;

	private final EnumValues enumValues = new EnumValues();

	private final Stopwatch stopwatch;

	/** Whether the tokens are hashed while the script runs. */
	private final boolean hashing;

	private SemanticDigest digest = new SemanticDigest();

	/** What the script said of the role it wants to be, statement after statement. */
	private final List<String> roles = new ArrayList<>();

	private Progress committed;

	private boolean first;

	private int executed;

	private Transaction transaction = Transaction.NONE;

	ScriptExecution(Session session, ScriptJob job, HistoryWriter writer, TimeLimits limits, Stopwatch stopwatch,
			MigrationListener listener) {
		this.session = session;
		this.job = job;
		this.shape = job.shape();
		this.hashing = !this.shape.single() || this.shape.semanticChecksum() == null;
		this.writer = writer;
		this.listener = listener;
		this.limits = limits;
		this.stopwatch = stopwatch;
		this.committed = job.start();
		this.flight = new Flight(session, new Notices(job.id(), listener));
	}

	/**
	 * What of the script is committed, as the history says.
	 * @return the progress
	 */
	Progress committed() {
		return this.committed;
	}

	/**
	 * Runs the script from where it stands to its end.
	 * @param first whether this is the first pass of this run, so that the session has
	 * nothing of the script's own settings yet
	 * @throws ScriptFailure if a statement fails; what is not committed has to be given
	 * up by the caller
	 */
	void run(boolean first) throws ScriptFailure {
		this.first = first;
		this.flight.clear();
		this.enumValues.committed();
		if (!first) {
			this.digest = new SemanticDigest();
		}
		this.executed = 0;
		this.transaction = Transaction.NONE;
		try (StatementSource source = this.shape.open()) {
			if (!this.shape.single() && first) {
				this.flight.addAll(this.limits.statements(false));
			}
			skip(source, first);
			// Not in one message with a BEGIN, whose rollback would take the settings
			// along
			flush();
			for (Statement statement = source.next(); statement != null; statement = source.next()) {
				execute(statement, source);
			}
			finish();
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + this.shape.script().name(), ex);
		}
	}

	/**
	 * Passes over what is committed, but not over the settings that later statements
	 * need.
	 */
	private void skip(StatementSource source, boolean first) {
		while (this.executed < this.committed.done()) {
			Statement statement = source.next();
			if (statement == null) {
				throw Failures.prefixChanged(this.job);
			}
			this.executed++;
			this.digest.add(statement);
			if (statement.isCopyFromStdin()) {
				this.digest.addCopyData(source.copyData());
			}
			if (first && statement.kind().changesSession()) {
				this.flight.add(statement);
				noteRole(statement);
			}
		}
		String prefix = this.committed.prefixChecksum();
		if (prefix != null && !prefix.equals(this.digest.hex())) {
			throw Failures.prefixChanged(this.job);
		}
	}

	private void execute(Statement statement, StatementSource source) throws ScriptFailure, IOException {
		if (this.shape.single()) {
			if (this.transaction == Transaction.NONE) {
				begin(this.shape.begin());
			}
			if (this.shape.isOwnBracket(statement)) {
				this.executed++;
				if (this.hashing) {
					this.digest.add(statement);
				}
			}
			else {
				append(statement, source);
			}
			return;
		}
		TransactionRule rule = statement.kind().transactionRule();
		if (this.transaction == Transaction.SCRIPTS) {
			insideScripts(statement, rule, source);
		}
		else if (rule == TransactionRule.BEGIN) {
			commitOurs();
			this.stopwatch.transactionStarts();
			this.transaction = Transaction.SCRIPTS;
			append(statement, source);
		}
		else if (rule != TransactionRule.ANY && rule != TransactionRule.SAVEPOINT || isMarkedProcedure(statement)
				|| this.shape.alone().contains(statement.number())) {
			commitOurs();
			alone(statement);
		}
		else {
			if (this.enumValues.uses(statement)) {
				commitOurs();
			}
			if (this.transaction == Transaction.NONE) {
				begin("BEGIN");
			}
			append(statement, source);
			if (this.shape.marked() || this.shape.enumBreaks() && this.enumValues.areFresh()) {
				commitOurs();
			}
		}
	}

	/** A procedure may commit by itself, which only the author can know. */
	private boolean isMarkedProcedure(Statement statement) {
		String command = statement.kind().command();
		return this.shape.marked() && (command.equals("CALL") || command.equals("DO"));
	}

	private void insideScripts(Statement statement, TransactionRule rule, StatementSource source)
			throws ScriptFailure, IOException {
		switch (rule) {
			case COMMIT, COMMIT_AND_CHAIN -> {
				flush();
				this.executed++;
				this.digest.add(statement);
				Progress progress = progress();
				record(progress);
				this.flight.add(statement);
				flush();
				this.stopwatch.transactionEnds();
				reached(progress);
				this.transaction = (rule == TransactionRule.COMMIT_AND_CHAIN) ? Transaction.SCRIPTS : Transaction.NONE;
			}
			case ROLLBACK, ROLLBACK_AND_CHAIN, PREPARE_TRANSACTION -> {
				append(statement, source);
				if (rule == TransactionRule.ROLLBACK_AND_CHAIN) {
					this.flight.add("ROLLBACK");
				}
				flush();
				this.stopwatch.transactionEnds();
				this.transaction = Transaction.NONE;
				Progress progress = progress();
				record(progress);
				flush();
				reached(progress);
				if (rule == TransactionRule.ROLLBACK_AND_CHAIN) {
					begin("BEGIN");
					this.transaction = Transaction.SCRIPTS;
				}
			}
			default -> append(statement, source);
		}
	}

	private void begin(String begin) {
		this.stopwatch.transactionStarts();
		this.transaction = Transaction.OURS;
		this.flight.add(begin);
		if (this.shape.single()) {
			this.flight.addAll(this.limits.statements(true));
			this.flight.addAll(this.job.before());
		}
	}

	private void append(Statement statement, StatementSource source) throws ScriptFailure, IOException {
		if (this.hashing) {
			this.digest.add(statement);
		}
		if (statement.isCopyFromStdin()) {
			flush();
			copy(statement, source);
		}
		else {
			this.flight.add(statement);
		}
		this.executed++;
		if (!this.shape.single()) {
			this.enumValues.note(statement);
			noteRole(statement);
		}
		if (this.flight.isFull() || SessionSettings.changesParsing(statement)) {
			flush();
		}
	}

	private void copy(Statement statement, StatementSource source) throws ScriptFailure, IOException {
		try {
			// A script with inline data is never kept in memory, so it is always hashed
			// here
			this.stopwatch
				.affected(this.session.copy(statement.text(), new DigestingReader(source.copyData(), this.digest)));
		}
		catch (SQLException ex) {
			throw new ScriptFailure(statement, StatementFailure.serverPosition(ex), ex);
		}
	}

	private void noteRole(Statement statement) {
		if (SessionSettings.changesRole(statement)) {
			this.roles.add(statement.text());
		}
	}

	/** Runs a statement that no transaction may surround. */
	private void alone(Statement statement) throws ScriptFailure {
		flush();
		boolean concurrent = this.limits.isPatient(statement, this.shape);
		boolean resumed = this.first && this.job.wasRunning() && this.committed.inFlight() != null;
		Recovery recovery = Recovery.of(this.session, statement, this.listener);
		if (resumed && recovery.isAlreadyDone(this.committed)) {
			this.executed++;
		}
		else {
			Progress before = new Progress(this.shape.statements(), this.executed, this.digest.hex(),
					recovery.before(this.committed));
			record(before);
			if (concurrent) {
				this.flight.add("SET lock_timeout = 0");
			}
			flush();
			this.committed = before;
			recovery.cleanUp(before);
			this.flight.add(statement);
			try {
				flush();
			}
			catch (ScriptFailure ex) {
				if (!(resumed && recovery.isDoneAccordingTo(ex.reason()))) {
					throw ex;
				}
			}
			this.executed++;
		}
		this.digest.add(statement);
		Progress after = progress();
		record(after);
		if (concurrent) {
			this.flight.addAll(this.limits.statements(false));
		}
		flush();
		reached(after);
	}

	private void commitOurs() throws ScriptFailure {
		if (this.transaction != Transaction.OURS) {
			return;
		}
		flush();
		Progress progress = progress();
		this.flight.add("SET CONSTRAINTS ALL IMMEDIATE");
		record(progress);
		this.flight.add("COMMIT");
		flush();
		this.stopwatch.transactionEnds();
		this.transaction = Transaction.NONE;
		reached(progress);
	}

	private void finish() throws ScriptFailure {
		if (this.transaction == Transaction.SCRIPTS) {
			throw Failures.transactionLeftOpen(this.job);
		}
		if (!this.shape.single()) {
			commitOurs();
		}
		if (this.transaction == Transaction.NONE) {
			begin("BEGIN");
		}
		flush();
		if (this.job.verify() != null) {
			Verification.run(this.session, this.job, this.job.verify());
		}
		if (!this.shape.tidy()) {
			this.flight.addAll(this.session.resetStatements());
		}
		Cost cost = this.stopwatch.cost();
		this.flight.add(this.writer.done(subject(), this.job.goal(), this.shape.statements(), cost, null));
		this.flight.add(this.writer.audit(this.job.id(), this.job.action(), this.job.reason()));
		this.flight.addAll(this.writer.commit(this.job.subject()));
		flush();
		this.stopwatch.transactionEnds();
		this.transaction = Transaction.NONE;
	}

	private Subject subject() {
		Subject subject = this.job.subject();
		return (this.hashing && !subject.down()) ? subject.withSemanticChecksum(this.digest.hex()) : subject;
	}

	private void flush() throws ScriptFailure {
		if (!this.flight.isEmpty()) {
			this.stopwatch.affected(this.flight.send());
			this.listener.onEvent(new StatementsExecuted(this.job.id(), this.executed, this.shape.statements()));
		}
	}

	/** The script may have taken a role that must not, or cannot, write the history. */
	private void record(Progress progress) {
		boolean asOther = !this.roles.isEmpty();
		if (asOther) {
			this.flight.addAll(this.session.ownRole());
		}
		this.flight.addAll(this.writer.running(this.job.subject(), progress, this.stopwatch.cost()));
		if (asOther) {
			this.flight.addAll(this.roles);
		}
	}

	private Progress progress() {
		return new Progress(this.shape.statements(), this.executed, this.digest.hex(), null);
	}

	private void reached(Progress progress) {
		this.committed = progress;
		this.stopwatch.committed();
		this.enumValues.committed();
	}

}
