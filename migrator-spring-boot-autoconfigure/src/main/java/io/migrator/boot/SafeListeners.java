package io.migrator.boot;

import java.util.List;

import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several listeners as one that never fails.
 */
class SafeListeners implements MigrationListener {

	private static final Logger logger = LoggerFactory.getLogger(SafeListeners.class);

	private final List<MigrationListener> listeners;

	SafeListeners(List<MigrationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onEvent(MigratorEvent event) {
		for (MigrationListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException ex) {
				logger.warn("A listener failed on {}", event, ex);
			}
		}
	}

}
