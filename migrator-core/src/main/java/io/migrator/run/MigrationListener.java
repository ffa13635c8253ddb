package io.migrator.run;

/**
 * Hears what the engine does, in the thread that does it; what it throws is logged and
 * changes nothing.
 */
@FunctionalInterface
public interface MigrationListener {

	/**
	 * Called for every event, in order.
	 * @param event what happened
	 */
	void onEvent(MigratorEvent event);

}
