package io.migrator.run;

import java.sql.SQLException;
import java.util.Set;

import io.migrator.history.Progress;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.run.MigratorEvent.Warning;
import io.migrator.sql.Fact;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementFacts;
import org.jspecify.annotations.Nullable;

/**
 * What to do about a statement that runs outside a transaction and may have run before,
 * wholly or half: a process can die between the statement and the note that it is done.
 */
class Recovery {

	/** What the server says when it finds done what a killed process was about to do. */
	private static final Set<String> DONE_BEFORE = Set.of("42P04", "42710", "42P07", "3D000", "42704");

	private static final Set<String> CREATE_OR_DROP = Set.of("CREATE DATABASE", "DROP DATABASE", "CREATE TABLESPACE",
			"DROP TABLESPACE", "CREATE SUBSCRIPTION", "DROP SUBSCRIPTION");

	private final Statement statement;

	private final MigrationListener listener;

	Recovery(Statement statement, MigrationListener listener) {
		this.statement = statement;
		this.listener = listener;
	}

	static Recovery of(Session session, Statement statement, MigrationListener listener) {
		Fact fact = concurrent(statement);
		return (fact != null) ? new ConcurrentRecovery(session, statement, fact, listener)
				: new Recovery(statement, listener);
	}

	static boolean isConcurrent(Statement statement) {
		return concurrent(statement) != null;
	}

	private static @Nullable Fact concurrent(Statement statement) {
		for (Fact fact : StatementFacts.of(statement).facts()) {
			boolean concurrently = fact instanceof Fact.CreateIndex create && create.concurrently()
					|| fact instanceof Fact.DropIndex drop && drop.concurrently()
					|| fact instanceof Fact.Reindex reindex && reindex.concurrently()
					|| fact instanceof Fact.AlterTable alter && ConcurrentRecovery.detach(alter) != null;
			if (concurrently) {
				return fact;
			}
		}
		return null;
	}

	/**
	 * What to remember before the statement is sent for the first time.
	 * @param committed what the history says now
	 * @return whatever {@link #isAlreadyDone} and {@link #cleanUp} want to know later
	 * @throws ScriptFailure if the server cannot be asked
	 */
	String before(Progress committed) throws ScriptFailure {
		return (committed.inFlight() != null) ? committed.inFlight() : "";
	}

	/**
	 * Whether a killed process got the statement done.
	 * @param committed what the history says of that process
	 * @return whether there is nothing left to do
	 * @throws ScriptFailure if the server cannot be asked
	 */
	boolean isAlreadyDone(Progress committed) throws ScriptFailure {
		return false;
	}

	/**
	 * Removes what an earlier attempt left behind.
	 * @param before what was remembered
	 * @throws ScriptFailure if the server refuses
	 */
	void cleanUp(Progress before) throws ScriptFailure {
	}

	/**
	 * Whether an error only says that a killed process got the statement done.
	 * @param reason what the server says
	 * @return whether to take the statement as done
	 */
	boolean isDoneAccordingTo(SQLException reason) {
		boolean done = CREATE_OR_DROP.contains(this.statement.kind().command()) && reason.getSQLState() != null
				&& DONE_BEFORE.contains(reason.getSQLState());
		if (done) {
			warn("was done by the process that was killed: " + reason.getMessage());
		}
		return done;
	}

	void warn(String message) {
		this.listener.onEvent(new Warning(this.statement.script() + ":" + this.statement.line() + " " + message));
	}

	ScriptFailure failure(SQLException ex) {
		return new ScriptFailure(this.statement, 0, ex);
	}

}
