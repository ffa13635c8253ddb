package io.migrator.boot.cli;

import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.boot.format.Progresses;
import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import org.springframework.boot.convert.DurationStyle;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A command that says how a backfill goes on. Whoever works on it obeys from the next
 * batch on.
 */
abstract class BackfillSteering extends AnyBackfillCommand {

	@Parameters(index = "0", paramLabel = "<name>", description = "The backfill.")
	String name = "";

	@Option(names = "--reason", paramLabel = "<text>", description = "Why, for the audit log.")
	@Nullable String reason;

	@Override
	int run(ConfigurableApplicationContext context, Backfills backfills, Output output) {
		String done = steer(backfills);
		BackfillStatus status = backfills.status(this.name);
		output.answer(() -> List.of(done), () -> BackfillDocument.of(status));
		return ExitCodes.DONE;
	}

	/**
	 * Does it.
	 * @param backfills the backfills
	 * @return what was done, a sentence
	 */
	abstract String steer(Backfills backfills);

	/**
	 * Begins a backfill.
	 */
	@Command(name = "start", description = "Begin a backfill anew that failed, was cancelled, is completed or was "
			+ "changed since it began, or one that waits for its window.")
	static class Start extends BackfillSteering {

		@Override
		String steer(Backfills backfills) {
			backfills.start(this.name, this.reason);
			return "Started " + this.name + "; workers of the application or 'migrator backfill run' do the work.";
		}

	}

	/**
	 * Pauses a backfill.
	 */
	@Command(name = "pause", description = "Stop a backfill after the batches that are under way, until it is resumed.")
	static class Pause extends BackfillSteering {

		@Override
		String steer(Backfills backfills) {
			backfills.pause(this.name, this.reason);
			return "Paused " + this.name + "; 'migrator backfill resume " + this.name + "' lets it go on.";
		}

	}

	/**
	 * Resumes a backfill.
	 */
	@Command(name = "resume", description = "Let a paused backfill go on, or one that failed from where it stopped.")
	static class Resume extends BackfillSteering {

		@Override
		String steer(Backfills backfills) {
			backfills.resume(this.name, this.reason);
			return "Resumed " + this.name + ".";
		}

	}

	/**
	 * Gives a backfill up.
	 */
	@Command(name = "cancel", description = "Give a backfill up; what was committed stays.")
	static class Cancel extends BackfillSteering {

		@Override
		String steer(Backfills backfills) {
			backfills.cancel(this.name, this.reason);
			return "Cancelled " + this.name + "; what was committed stays.";
		}

	}

	/**
	 * Tries quarantined rows again.
	 */
	@Command(name = "retry", description = "Try the rows in quarantine again.")
	static class Retry extends BackfillSteering {

		@Override
		String steer(Backfills backfills) {
			long rows = backfills.retry(this.name, this.reason);
			return Progresses.rows(rows) + " of " + this.name + ((rows == 1) ? " is" : " are") + " to be tried again.";
		}

	}

	/**
	 * Changes how a backfill is run.
	 */
	@Command(name = "pace", description = "Change how gently a backfill is run, while it runs.")
	static class Pace extends BackfillSteering {

		@ArgGroup(exclusive = false, multiplicity = "1")
		Change change = new Change();

		@Override
		String steer(Backfills backfills) {
			backfills.adjust(this.name, this.change.batchDuration, this.change.parallel, this.reason);
			return "Changed the pace of " + this.name + "; whoever works on it obeys from the next batch on.";
		}

	}

	/**
	 * One of the two, or both.
	 */
	static class Change {

		private @Nullable Duration batchDuration;

		@Option(names = "--parallel", paramLabel = "<n>",
				description = "How many ranges are worked on at once, by all replicas together.")
		@Nullable Integer parallel;

		@Option(names = "--batch-duration", paramLabel = "<duration>",
				description = "How long a batch should take, such as 250ms.")
		void batchDuration(String text) {
			try {
				this.batchDuration = DurationStyle.detectAndParse(text);
			}
			catch (IllegalArgumentException ex) {
				throw new TypeConversionException("'" + text + "' is no duration such as 250ms");
			}
		}

	}

}
