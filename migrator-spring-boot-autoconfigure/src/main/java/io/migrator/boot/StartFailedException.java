package io.migrator.boot;

import io.migrator.error.MigratorException;

import org.springframework.boot.ExitCodeGenerator;

/**
 * The start failed; the process exits as the command line would.
 */
final class StartFailedException extends RuntimeException implements ExitCodeGenerator {

	private final int exitCode;

	StartFailedException(MigratorException cause) {
		super(cause.getMessage(), cause);
		this.exitCode = cause.exitCode();
	}

	@Override
	public int getExitCode() {
		return this.exitCode;
	}

}
