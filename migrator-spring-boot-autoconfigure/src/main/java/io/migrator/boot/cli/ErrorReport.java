package io.migrator.boot.cli;

import java.sql.SQLException;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.io.support.SpringFactoriesLoader;
import org.springframework.core.io.support.SpringFactoriesLoader.ArgumentResolver;

/**
 * Tells on standard error what went wrong, readably: as the migrator says it, else as one
 * of Spring Boot's failure analyzers does, else by the chain of messages.
 */
final class ErrorReport {

	private final Output output;

	private final boolean stackTrace;

	private final @Nullable ConfigurableApplicationContext context;

	ErrorReport(Output output, boolean stackTrace, @Nullable ConfigurableApplicationContext context) {
		this.output = output;
		this.stackTrace = stackTrace;
		this.context = context;
	}

	/**
	 * Reports a failure.
	 * @param failure what was thrown
	 * @return the exit code
	 */
	int report(Throwable failure) {
		MigratorException known = find(failure);
		int exitCode = (known != null) ? known.exitCode() : ExitCodes.UNEXPECTED;
		if (known != null) {
			System.err.println("migrator: " + known.getMessage());
			this.output.error(known.problem(), known.databaseState(), known.nextStep(), exitCode);
		}
		else {
			String message = message(failure);
			if (!analyzed(failure)) {
				System.err.println("migrator: " + message);
			}
			this.output.error(message, null, "See standard error; add --stacktrace for where it happened.", exitCode);
		}
		if (this.stackTrace) {
			failure.printStackTrace(System.err);
		}
		return exitCode;
	}

	private static @Nullable MigratorException find(Throwable failure) {
		for (Throwable current = failure; current != null; current = current.getCause()) {
			if (current instanceof MigratorException known) {
				return known;
			}
		}
		return null;
	}

	private static String message(Throwable failure) {
		Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
		for (Throwable current = failure; current != null; current = current.getCause()) {
			// The server's or driver's words say more than the socket's below them
			root = (current instanceof SQLException) ? current : root;
		}
		return (root.getMessage() != null) ? root.getClass().getSimpleName() + ": " + root.getMessage()
				: root.getClass().getName();
	}

	private boolean analyzed(Throwable failure) {
		try {
			ArgumentResolver arguments = (this.context != null)
					? ArgumentResolver.of(ConfigurableApplicationContext.class, this.context) : ArgumentResolver.none();
			return SpringFactoriesLoader.forDefaultResourceLocation()
				.load(SpringBootExceptionReporter.class, arguments)
				.stream()
				.anyMatch((reporter) -> reporter.reportException(failure));
		}
		catch (RuntimeException ex) {
			return false;
		}
	}

}
