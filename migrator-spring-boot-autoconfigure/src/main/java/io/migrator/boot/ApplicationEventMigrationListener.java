package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what the engine tells as application events: from the moment on at which
 * listeners can hear them, and what happened before then. Progress and notices, of which
 * there may be very many, are left to {@link MigrationListener} beans.
 */
class ApplicationEventMigrationListener implements MigrationListener, SmartInitializingSingleton {

	private final ApplicationEventPublisher publisher;

	private final List<MigratorEvent> early = new ArrayList<>();

	private boolean listenersReady;

	ApplicationEventMigrationListener(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (event instanceof StatementsExecuted || event instanceof ServerNotice
				|| event instanceof BackfillBatchDone) {
			return;
		}
		synchronized (this.early) {
			if (!this.listenersReady) {
				this.early.add(event);
				return;
			}
		}
		this.publisher.publishEvent(event);
	}

	@Override
	public void afterSingletonsInstantiated() {
		List<MigratorEvent> events;
		synchronized (this.early) {
			this.listenersReady = true;
			events = List.copyOf(this.early);
			this.early.clear();
		}
		events.forEach(this.publisher::publishEvent);
	}

}
