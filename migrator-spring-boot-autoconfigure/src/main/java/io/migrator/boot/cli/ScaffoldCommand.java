package io.migrator.boot.cli;

import picocli.CommandLine.Command;

/**
 * Changes that take several releases, each kind by a command of its own.
 */
@Command(name = "scaffold",
		description = "Write the whole set of a change that takes several releases, while an old and a new version of the "
				+ "application run at once: expand, backfill, switch, contract. Proved on a shadow before it is written.",
		subcommands = { ScaffoldKinds.RenameColumn.class, ScaffoldKinds.ChangeType.class,
				ScaffoldKinds.AddNotNull.class, ScaffoldKinds.SplitColumn.class, ScaffoldKinds.DropColumn.class })
class ScaffoldCommand {

}
