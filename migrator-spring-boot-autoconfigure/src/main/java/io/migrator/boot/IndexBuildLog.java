package io.migrator.boot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

import io.migrator.boot.format.IndexBuilds;
import io.migrator.run.MigratorEvent.IndexBuildProgress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the log how far an index is: when it comes into another phase, and from time to
 * time, since it may take hours.
 */
final class IndexBuildLog {

	private static final Logger logger = LoggerFactory.getLogger("io.migrator");

	private static final Duration TELL_EVERY = Duration.ofSeconds(30);

	private final Clock clock;

	private String told = "";

	private @Nullable Instant toldAt;

	IndexBuildLog(Clock clock) {
		this.clock = clock;
	}

	synchronized void progress(IndexBuildProgress progress) {
		String what = progress.id() + progress.build().name() + progress.build().phase();
		Instant now = this.clock.instant();
		if (this.toldAt == null || !what.equals(this.told) || !now.isBefore(this.toldAt.plus(TELL_EVERY))) {
			logger.info("{} builds an index: {}", progress.id(), IndexBuilds.format(progress.build()));
			this.told = what;
			this.toldAt = now;
		}
	}

}
