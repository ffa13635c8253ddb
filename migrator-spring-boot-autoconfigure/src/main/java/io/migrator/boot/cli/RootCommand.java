package io.migrator.boot.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;

/**
 * The command line as a whole.
 */
@Command(name = "migrator", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT,
		versionProvider = VersionProvider.class, sortOptions = false, usageHelpAutoWidth = true,
		description = "Migrates this application's database, without starting the application.",
		footerHeading = "%nAny Spring property may be given as well, such as --spring.profiles.active=prod.%n",
		exitCodeListHeading = "%nExit codes:%n",
		exitCodeList = { "0:done", "1:something unexpected", "2:wrong usage",
				"3:something is pending (status and plan with --check)", "4:a migration failed",
				"5:files or history are invalid", "6:waited too long for the lock",
				"7:something is held: approval, window or backfill must come first" },
		subcommands = { DeployCommand.class, PlanCommand.class, StatusCommand.class, ValidateCommand.class,
				RollbackCommand.class, ResolveCommand.class, BaselineCommand.class, NewCommand.class })
class RootCommand {

}
