package io.migrator.boot;

import io.migrator.error.MigratorException;
import io.migrator.gate.MigrationGate;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.SmartLifecycle;

/**
 * Keeps the gate up to date from when all beans are there, the initializer among them,
 * until the application stops, of which it is stopped first.
 */
class GateLifecycle implements SmartInitializingSingleton, SmartLifecycle, DisposableBean {

	private final boolean enabled;

	private final MigrationGate gate;

	private volatile boolean running;

	/**
	 * Creates a lifecycle.
	 * @param enabled whether there is a database to look at
	 * @param gate the gate
	 */
	GateLifecycle(boolean enabled, MigrationGate gate) {
		this.enabled = enabled;
		this.gate = gate;
	}

	@Override
	public void afterSingletonsInstantiated() {
		start();
	}

	@Override
	public void start() {
		if (!this.enabled || this.running) {
			return;
		}
		try {
			this.gate.start();
			this.running = true;
		}
		catch (MigratorException ex) {
			throw new StartFailedException(ex);
		}
	}

	@Override
	public void stop() {
		this.running = false;
		this.gate.stop();
	}

	/** Where the start fails, nothing is stopped before it is destroyed. */
	@Override
	public void destroy() {
		stop();
	}

	@Override
	public boolean isRunning() {
		return this.running;
	}

}
