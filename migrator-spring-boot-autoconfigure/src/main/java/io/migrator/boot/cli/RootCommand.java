package io.migrator.boot.cli;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import picocli.CommandLine;
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
				"3:something is pending, differs or has drifted (status, plan, diff and drift with --check), or a check "
						+ "failed",
				"4:a migration, backfill, seed or a check after a deploy failed, or a generated script was not proved",
				"5:files or history are invalid, or a seed is not idempotent (seed --check)",
				"6:waited too long for the lock",
				"7:something is held or refused: approval, window, migration, backfill or consent must come first" })
class RootCommand {

	private static final Map<String, Class<?>> COMMANDS = new LinkedHashMap<>();

	static {
		COMMANDS.put("deploy", DeployCommand.class);
		COMMANDS.put("plan", PlanCommand.class);
		COMMANDS.put("status", StatusCommand.class);
		COMMANDS.put("validate", ValidateCommand.class);
		COMMANDS.put("rollback", RollbackCommand.class);
		COMMANDS.put("resolve", ResolveCommand.class);
		COMMANDS.put("approve", ApproveCommand.class);
		COMMANDS.put("baseline", BaselineCommand.class);
		COMMANDS.put("check", CheckCommand.class);
		COMMANDS.put("audit", AuditCommand.class);
		COMMANDS.put("drift", DriftCommand.class);
		COMMANDS.put("backfill", BackfillCommand.class);
		COMMANDS.put("feature", FeatureCommand.class);
		COMMANDS.put("seed", SeedCommand.class);
		COMMANDS.put("new", NewCommand.class);
		COMMANDS.put("scaffold", ScaffoldCommand.class);
		COMMANDS.put("diff", DiffCommand.class);
		COMMANDS.put("push", PushCommand.class);
		COMMANDS.put("pull", PullCommand.class);
		COMMANDS.put("format", FormatCommand.class);
		COMMANDS.put("squash", SquashCommand.class);
		COMMANDS.put("reset", ResetCommand.class);
	}

	/**
	 * Returns what reads the arguments. It has only the command that they name, if they
	 * begin with one, since every further one takes time.
	 * @param arguments the arguments
	 * @return the command line
	 */
	static CommandLine reading(List<String> arguments) {
		CommandLine commandLine = new CommandLine(new RootCommand());
		Class<?> named = arguments.isEmpty() ? null : COMMANDS.get(arguments.get(0));
		Collection<Class<?>> commands = (named != null) ? List.of(named) : COMMANDS.values();
		commands.forEach(commandLine::addSubcommand);
		return commandLine.setCaseInsensitiveEnumValuesAllowed(true);
	}

}
