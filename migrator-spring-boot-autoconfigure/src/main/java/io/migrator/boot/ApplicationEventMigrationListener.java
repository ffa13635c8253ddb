package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorEvent.BackfillBatchEnded;
import io.migrator.run.MigratorEvent.BackfillBatchStarted;
import io.migrator.run.MigratorEvent.ServerNotice;
import io.migrator.run.MigratorEvent.StatementsExecuted;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.ApplicationEventPublisher;

/**
 * Publishes what the engine tells as application events: from the moment on at which
 * listeners can hear them, and what happened before then. Progress and notices, of which
 * there may be very many, are left to {@link MigrationListener} beans.
 */
class ApplicationEventMigrationListener implements MigrationListener, SmartInitializingSingleton {

	private static final Logger logger = LoggerFactory.getLogger(ApplicationEventMigrationListener.class);

	/** What there may be very many of. */
	private static final Set<Class<?>> NOT_PUBLISHED = Set.of(StatementsExecuted.class, ServerNotice.class,
			BackfillBatchStarted.class, BackfillBatchEnded.class, BackfillBatchDone.class);

	private final ApplicationEventPublisher publisher;

	private final List<MigratorEvent> early = new ArrayList<>();

	private boolean listenersReady;

	ApplicationEventMigrationListener(ApplicationEventPublisher publisher) {
		this.publisher = publisher;
	}

	@Override
	public void onEvent(MigratorEvent event) {
		if (NOT_PUBLISHED.contains(event.getClass())) {
			return;
		}
		synchronized (this.early) {
			if (!this.listenersReady) {
				this.early.add(event);
				return;
			}
		}
		publish(event);
	}

	/**
	 * Publishes what happened so far, and what other threads tell of meanwhile after it.
	 */
	@Override
	public void afterSingletonsInstantiated() {
		for (List<MigratorEvent> events = takeEarly(); !events.isEmpty(); events = takeEarly()) {
			events.forEach(this::publish);
		}
	}

	private List<MigratorEvent> takeEarly() {
		synchronized (this.early) {
			List<MigratorEvent> events = List.copyOf(this.early);
			this.early.clear();
			this.listenersReady = events.isEmpty();
			return events;
		}
	}

	private void publish(MigratorEvent event) {
		try {
			this.publisher.publishEvent(event);
		}
		catch (RuntimeException ex) {
			logger.warn("A listener of the application failed on {}", event, ex);
		}
	}

}
