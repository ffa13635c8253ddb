package io.migrator.boot.cli;

import picocli.CommandLine.IVersionProvider;

/**
 * The migrator's own version.
 */
class VersionProvider implements IVersionProvider {

	@Override
	public String[] getVersion() {
		String version = getClass().getPackage().getImplementationVersion();
		return new String[] { "migrator " + ((version != null) ? version : "(development)") };
	}

}
