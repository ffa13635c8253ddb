package io.migrator.boot;

import java.util.Map;

import io.migrator.backfill.BackfillSettings;
import io.migrator.error.MigratorException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillPropertiesTests {

	@Test
	void defaultsAreThoseOfTheEngine() {
		assertThat(new BackfillProperties().toSettings()).isEqualTo(BackfillSettings.defaults());
	}

	@Test
	void zeroLooksNeitherAtStandbysNorAtTheArchive() {
		BackfillSettings.Throttle throttle = bind(Map.of("migrator.backfills.throttle.replication-lag", "0",
				"migrator.backfills.throttle.archive-queue", "0", "migrator.backfills.throttle.active-sessions", "40"))
			.throttle();
		assertThat(throttle.replicationLag()).isNull();
		assertThat(throttle.archiveQueue()).isNull();
		assertThat(throttle.activeSessions()).isEqualTo(40);
	}

	@Test
	void bindsWhatIsWritten() {
		BackfillSettings settings = bind(Map.of("migrator.backfills.batch-duration", "25ms",
				"migrator.backfills.threads", "4", "migrator.backfills.max-batch-size", "500"));
		assertThat(settings.batchDuration()).hasMillis(25);
		assertThat(settings.threads()).isEqualTo(4);
		assertThat(settings.maxBatchSize()).isEqualTo(500);
	}

	@Test
	void whatCannotBeIsToldByName() {
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> bind(Map.of("migrator.backfills.threads", "0")))
			.withMessageContaining("'migrator.backfills.threads' has the value \"0\", which must be 1 or more");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> bind(Map.of("migrator.backfills.max-batch-size", "9")))
			.withMessageContaining("'migrator.backfills.max-batch-size' has the value \"9\", which must be 10 or more");
		assertThatExceptionOfType(MigratorException.class)
			.isThrownBy(() -> bind(Map.of("migrator.backfills.lease", "0s")))
			.withMessageContaining("'migrator.backfills.lease' has the value \"0ms\", which must be longer than zero");
	}

	private static BackfillSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties))
			.bindOrCreate("migrator", MigratorProperties.class)
			.getBackfills()
			.toSettings();
	}

}
