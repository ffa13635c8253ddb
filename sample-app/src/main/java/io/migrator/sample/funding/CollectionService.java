package io.migrator.sample.funding;

import io.migrator.sample.Refusals;
import io.migrator.sample.wallet.HoldService;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a coverage from one collection status to the next, and the money with it.
 */
@Service
class CollectionService {

	private final FundingCoverages coverages;

	private final HoldService holds;

	CollectionService(FundingCoverages coverages, HoldService holds) {
		this.coverages = coverages;
		this.holds = holds;
	}

	@Transactional
	public FundingCoverage change(long id, CollectionStatus next) {
		FundingCoverage coverage = this.coverages.lock(id).orElseThrow(() -> Refusals.notFound("coverage", id));
		if (!coverage.collectionStatus().mayBecome(next)) {
			throw Refusals.conflict(
					"A coverage that is " + coverage.collectionStatus().label() + " cannot become " + next.label());
		}
		return this.coverages.update(id, next, moveMoney(coverage, next));
	}

	/**
	 * Gives up a collection that was requested, if it still is, and frees what is held
	 * for it.
	 * @param id the coverage
	 * @return whether it was given up
	 */
	@Transactional
	public boolean giveUp(long id) {
		FundingCoverage coverage = this.coverages.lock(id).orElse(null);
		boolean requested = coverage != null && coverage.collectionStatus() == CollectionStatus.REQUESTED;
		if (requested) {
			change(id, CollectionStatus.FAILED);
		}
		return requested;
	}

	private @Nullable Long moveMoney(FundingCoverage coverage, CollectionStatus next) {
		Long hold = coverage.walletHoldId();
		if (hold == null) {
			return (next == CollectionStatus.REQUESTED)
					? this.holds.place(coverage.walletId(), coverage.amount(), "coverage " + coverage.id()).id() : null;
		}
		if (next == CollectionStatus.COLLECTED) {
			return this.holds.capture(hold).id();
		}
		this.holds.release(hold);
		return null;
	}

}
