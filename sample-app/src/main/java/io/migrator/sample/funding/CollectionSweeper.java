package io.migrator.sample.funding;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import io.migrator.gate.MigrationGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Gives up collections that were requested and came to nothing, so that their holds do
 * not keep money for ever. Every coverage must have a status before it may look: that is
 * the feature {@code sweeper}.
 */
@Component
@EnableScheduling
class CollectionSweeper {

	/** The feature, declared in {@code application.yml}. */
	static final String FEATURE = "sweeper";

	private static final Logger logger = LoggerFactory.getLogger(CollectionSweeper.class);

	private final MigrationGate gate;

	private final FundingCoverages coverages;

	private final CollectionService collection;

	private final Duration patience;

	private final AtomicLong sweeps = new AtomicLong();

	private final AtomicLong swept = new AtomicLong();

	CollectionSweeper(MigrationGate gate, FundingCoverages coverages, CollectionService collection,
			@Value("${sample.sweeper.patience:7d}") Duration patience) {
		this.gate = gate;
		this.coverages = coverages;
		this.collection = collection;
		this.patience = patience;
	}

	@Scheduled(fixedDelayString = "${sample.sweeper.interval:10s}")
	void sweepIfOpen() {
		if (this.gate.isOpen(FEATURE)) {
			sweep();
		}
	}

	/**
	 * Looks once. Another replica may do the same at this moment: each coverage is given
	 * up by whoever locks it first.
	 */
	void sweep() {
		int failed = 0;
		for (long id : this.coverages.requestedBefore(this.patience)) {
			if (this.collection.giveUp(id)) {
				failed++;
			}
		}
		this.sweeps.incrementAndGet();
		this.swept.addAndGet(failed);
		if (failed > 0) {
			logger.info("Gave up {} collections that were requested more than {} ago", failed, this.patience);
		}
	}

	Swept swept() {
		return new Swept(this.sweeps.get(), this.swept.get());
	}

	/**
	 * What this replica has done.
	 *
	 * @param sweeps how often it has looked
	 * @param givenUp how many collections it gave up
	 */
	record Swept(long sweeps, long givenUp) {
	}

}
