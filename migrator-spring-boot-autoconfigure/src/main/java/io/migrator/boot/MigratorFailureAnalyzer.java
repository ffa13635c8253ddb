package io.migrator.boot;

import io.migrator.error.MigratorException;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/**
 * Turns every {@link MigratorException} into a description and an action.
 */
class MigratorFailureAnalyzer extends AbstractFailureAnalyzer<MigratorException> implements Ordered {

	@Override
	protected FailureAnalysis analyze(Throwable rootFailure, MigratorException cause) {
		StringBuilder description = new StringBuilder(cause.problem());
		if (cause.databaseState() != null) {
			description.append(System.lineSeparator())
				.append(System.lineSeparator())
				.append("Database: ")
				.append(cause.databaseState());
		}
		return new FailureAnalysis(description.toString(), cause.nextStep(), cause);
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
