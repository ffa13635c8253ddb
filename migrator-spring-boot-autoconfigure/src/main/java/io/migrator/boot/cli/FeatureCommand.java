package io.migrator.boot.cli;

import picocli.CommandLine.Command;

/**
 * All that can be done with features, each by a command of its own.
 */
@Command(name = "feature", description = "Show features, and open or close them by hand.", subcommands = {
		FeatureListCommand.class, FeatureOverride.Open.class, FeatureOverride.Close.class, FeatureOverride.Auto.class })
class FeatureCommand {

}
