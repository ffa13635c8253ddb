package io.migrator.boot.cli.fill;

import java.util.List;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillDescription;
import io.migrator.migration.BackfillDirectives;

import org.springframework.stereotype.Component;

/**
 * Labels wallets by a repository.
 */
@Component
class Labels implements Backfill<Long> {

	private final LabelledWallets wallets;

	Labels(LabelledWallets wallets) {
		this.wallets = wallets;
	}

	@Override
	public BackfillDescription<Long> describe() {
		return new BackfillDescription<>("labels", Long.class, "1", BackfillDirectives.forTable("wallets"));
	}

	@Override
	public long process(BackfillBatch<Long> batch) {
		Long after = batch.after();
		List<LabelledWallet> labelled = this.wallets.findByIdGreaterThanAndIdLessThanEqual((after != null) ? after : 0L,
				batch.upTo());
		labelled.forEach((wallet) -> wallet.label("by repository"));
		this.wallets.flush();
		return labelled.size();
	}

}
