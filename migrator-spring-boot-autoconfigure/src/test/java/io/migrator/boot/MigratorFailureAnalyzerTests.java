package io.migrator.boot;

import io.migrator.error.MigratorException;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.BeanCreationException;
import org.springframework.boot.diagnostics.FailureAnalysis;

import static org.assertj.core.api.Assertions.assertThat;

class MigratorFailureAnalyzerTests {

	private final MigratorFailureAnalyzer analyzer = new MigratorFailureAnalyzer();

	@Test
	void tellsProblemDatabaseStateAndNextStep() {
		MigratorException failure = new MigratorException("V1__a.sql:3: division by zero", "nothing was changed",
				"Mend line 3 and deploy again.", new IllegalStateException("cause"));
		FailureAnalysis analysis = this.analyzer.analyze(new BeanCreationException("Error creating bean", failure));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).contains("V1__a.sql:3: division by zero", "Database: nothing was changed")
			.doesNotContain("Error creating bean");
		assertThat(analysis.getAction()).isEqualTo("Mend line 3 and deploy again.");
	}

	@Test
	void leavesOutADatabaseThatWasNeverReached() {
		FailureAnalysis analysis = this.analyzer.analyze(new MigratorException("No file", null, "Add one.", null));
		assertThat(analysis).isNotNull();
		assertThat(analysis.getDescription()).isEqualTo("No file");
	}

	@Test
	void leavesOtherFailuresAlone() {
		assertThat(this.analyzer.analyze(new IllegalStateException("other"))).isNull();
	}

}
