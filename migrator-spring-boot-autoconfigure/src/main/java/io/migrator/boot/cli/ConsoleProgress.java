package io.migrator.boot.cli;

import java.io.PrintStream;
import java.time.Clock;

import io.migrator.boot.BackfillNarrator;
import io.migrator.boot.format.Durations;
import io.migrator.boot.format.IndexBuilds;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackupStarted;
import io.migrator.run.MigratorEvent.BackupTaken;
import io.migrator.run.MigratorEvent.BlockedByLock;
import io.migrator.run.MigratorEvent.DeployStarted;
import io.migrator.run.MigratorEvent.IndexBuildProgress;
import io.migrator.run.MigratorEvent.MigrationApplied;
import io.migrator.run.MigratorEvent.MigrationFailed;
import io.migrator.run.MigratorEvent.MigrationRolledBack;
import io.migrator.run.MigratorEvent.MigrationStarted;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import io.migrator.run.MigratorEvent.WaitingForLock;
import io.migrator.run.MigratorEvent.Warning;
import org.slf4j.event.Level;

import org.springframework.beans.factory.DisposableBean;

/**
 * One line on a terminal that moves, and one that stays for everything that is over.
 */
final class ConsoleProgress implements MigrationListener, DisposableBean {

	static final String BEAN_NAME = "migratorConsoleProgress";

	private static final String ERASE_LINE = "\r\u001B[K";

	// What is wider than the terminal is cut off there: of a wrapped line, erasing would
	// leave all rows but the last
	private static final String NO_WRAP = "\u001B[?7l";

	private static final String WRAP = "\u001B[?7h";

	private final PrintStream terminal;

	private final BackfillNarrator backfills = new BackfillNarrator(Clock.systemUTC(), (level, line) -> {
		if (level.toInt() >= Level.INFO.toInt()) {
			staying(line);
		}
	});

	private int total;

	private int done;

	private String moving = "";

	ConsoleProgress(PrintStream terminal) {
		this.terminal = terminal;
	}

	@Override
	public synchronized void onEvent(MigratorEvent event) {
		if (event instanceof DeployStarted started) {
			this.total = started.ids().size();
		}
		else if (event instanceof BackupStarted) {
			moving("taking a backup");
		}
		else if (event instanceof BackupTaken taken) {
			staying("backup " + taken.location() + "  " + Durations.format(taken.duration()));
			staying("restored by " + taken.restoreCommand());
		}
		else if (event instanceof MigrationStarted started) {
			moving(started.id(), started.resumedAt() - 1, started.statements());
		}
		else if (event instanceof StatementsExecuted executed) {
			moving(executed.id(), executed.done(), executed.statements());
		}
		else if (event instanceof IndexBuildProgress progress) {
			moving("index " + IndexBuilds.format(progress.build()) + "  " + progress.id());
		}
		else if (event instanceof MigrationApplied applied) {
			this.done++;
			staying("applied " + applied.id() + "  " + Durations.format(applied.duration()));
		}
		else if (event instanceof MigrationFailed) {
			erase();
			this.terminal.flush();
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
		else {
			this.backfills.onEvent(event);
		}
	}

	private void moving(String id, int statementsDone, int statements) {
		String migrations = (this.total > 0) ? "[" + (this.done + 1) + "/" + this.total + "] " : "";
		moving(migrations + statementsDone + " of " + Text.count(statements, "statement") + "  " + id);
	}

	/**
	 * Paints the line that moves.
	 * @param line the line
	 */
	synchronized void moving(String line) {
		if (!line.equals(this.moving)) {
			this.terminal.print(ERASE_LINE + NO_WRAP + line + WRAP);
			this.terminal.flush();
			this.moving = line;
		}
	}

	private void staying(String line) {
		erase();
		this.terminal.println(line);
	}

	/**
	 * Leaves the line to what is said next.
	 */
	synchronized void erase() {
		if (!this.moving.isEmpty()) {
			this.terminal.print(ERASE_LINE);
			this.moving = "";
		}
	}

	/**
	 * Leaves the line where the work was interrupted, and the next one to the shell.
	 */
	@Override
	public synchronized void destroy() {
		if (!this.moving.isEmpty()) {
			this.terminal.println();
			this.moving = "";
		}
	}

}
