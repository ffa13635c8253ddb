package io.migrator.backfill.work;

import java.util.Set;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.work.BackfillFacts.Known;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.BadSqlGrammarException;

/**
 * Looks whether a backfill that is completed is so still.
 */
final class Reverification {

	/** As if the round before this one had found rows; leaves some more to go. */
	private static final int REOPENED = 2;

	private final WorkSite site;

	private final Stores stores;

	private final Transactions transactions;

	Reverification(WorkSite site) {
		this.site = site;
		this.stores = Stores.of(site);
		this.transactions = new Transactions(site);
	}

	boolean isComplete(String name) {
		if (!isCompleted(name)) {
			return false;
		}
		BackfillDefinition definition = definition(name);
		VerifyQuery query = (definition != null) ? VerifyQuery.of(definition) : null;
		if (definition == null || query == null
				|| !this.transactions.runLimited((connection, status) -> query.findsRows(connection))) {
			return true;
		}
		reopen(definition);
		return false;
	}

	private boolean isCompleted(String name) {
		try {
			Known known = this.stores.backfills().facts(Set.of()).known().get(name);
			return known != null && known.state() == BackfillState.COMPLETED;
		}
		catch (BadSqlGrammarException ex) {
			if (BatchFailure.isTableMissing(ex)) {
				return false;
			}
			throw ex;
		}
	}

	private @Nullable BackfillDefinition definition(String name) {
		return this.site.definitions()
			.get()
			.stream()
			.filter((definition) -> definition.name().equals(name))
			.findFirst()
			.orElse(null);
	}

	private void reopen(BackfillDefinition definition) {
		String why = "its verify query found rows after it was completed";
		boolean reopened = this.transactions.runLimited((connection, status) -> {
			Orders orders = this.stores.backfills().lock(definition.name());
			boolean completed = orders != null && orders.state() == BackfillState.COMPLETED;
			if (completed) {
				this.stores.backfills().nextRound(definition, REOPENED, why);
			}
			return completed;
		});
		if (reopened) {
			this.site.listener()
				.onEvent(new BackfillStateChanged(definition.name(), BackfillState.RUNNING.word(), why,
						this.stores.backfills().rows(definition.name())));
		}
	}

}
