package io.migrator.boot.cli;

import java.io.PrintStream;

import io.migrator.boot.format.Durations;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.run.MigratorEvent.Warning;

/**
 * One line on a terminal that moves, and one that stays for everything that is over.
 */
final class ConsoleProgress implements MigrationListener {

	static final String BEAN_NAME = "migratorConsoleProgress";

	private static final String ERASE_LINE = "\r\u001B[K";

	private final PrintStream terminal;

	private int total;

	private int done;

	ConsoleProgress(PrintStream terminal) {
		this.terminal = terminal;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof DeployStarted started) {
			this.total = started.ids().size();
		}
		else if (event instanceof MigrationStarted started) {
			moving(started.id(), started.resumedAt() - 1, started.statements());
		}
		else if (event instanceof StatementsExecuted executed) {
			moving(executed.id(), executed.done(), executed.statements());
		}
		else if (event instanceof MigrationApplied applied) {
			this.done++;
			staying("applied " + applied.id() + "  " + Durations.format(applied.duration()));
		}
		else if (event instanceof MigrationRolledBack rolledBack) {
			staying("took back " + rolledBack.id() + "  " + Durations.format(rolledBack.duration()));
		}
		else if (event instanceof WaitingForLock waiting) {
			String holder = (waiting.holder() != null) ? ": " + waiting.holder().describe() : "";
			staying("waiting for another process that migrates (" + Durations.format(waiting.waited()) + ")" + holder);
		}
		else if (event instanceof BlockedByLock blocked) {
			String blocker = blocked.blockers().isEmpty() ? "" : ": " + blocked.blockers().get(0).describe();
			staying(blocked.id() + " is blocked at line " + blocked.line() + ", tries again in "
					+ Durations.format(blocked.retryIn()) + blocker);
		}
		else if (event instanceof ServerNotice notice) {
			staying(notice.severity() + ": " + notice.message());
		}
		else if (event instanceof Warning warning) {
			staying("warning: " + warning.message());
		}
	}

	private void moving(String id, int statementsDone, int statements) {
		String migrations = (this.total > 0) ? "[" + (this.done + 1) + "/" + this.total + "] " : "";
		this.terminal.print(ERASE_LINE + migrations + id + "  statement " + statementsDone + " of " + statements);
		this.terminal.flush();
	}

	private void staying(String line) {
		this.terminal.println(ERASE_LINE + line);
	}

}
