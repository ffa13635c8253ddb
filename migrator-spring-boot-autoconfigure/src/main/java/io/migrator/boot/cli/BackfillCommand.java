package io.migrator.boot.cli;

import picocli.CommandLine.Command;

/**
 * All that can be done with backfills, each by a command of its own.
 */
@Command(name = "backfill", description = "Show, steer and run backfills.",
		subcommands = { BackfillListCommand.class, BackfillStatusCommand.class, BackfillRunCommand.class,
				BackfillSampleCommand.class, BackfillSteering.Start.class, BackfillSteering.Pause.class,
				BackfillSteering.Resume.class, BackfillSteering.Cancel.class, BackfillSteering.Retry.class,
				BackfillSteering.Pace.class })
class BackfillCommand {

}
