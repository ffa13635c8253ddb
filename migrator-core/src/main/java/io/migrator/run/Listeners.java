package io.migrator.run;

import java.util.List;

import org.slf4j.LoggerFactory;

/**
 * Tells every listener of every event; a listener that fails is logged and disturbs
 * nobody.
 */
public final class Listeners implements MigrationListener {

	private final List<MigrationListener> listeners;

	/**
	 * Creates one listener out of several.
	 * @param listeners the listeners, told in this order
	 */
	public Listeners(List<MigrationListener> listeners) {
		this.listeners = List.copyOf(listeners);
	}

	@Override
	public void onEvent(MigratorEvent event) {
		for (MigrationListener listener : this.listeners) {
			try {
				listener.onEvent(event);
			}
			catch (RuntimeException ex) {
				LoggerFactory.getLogger(Listeners.class).warn("A listener failed on {}", event, ex);
			}
		}
	}

}
