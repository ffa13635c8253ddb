package io.migrator.boot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/**
 * Publishes that application and schema are ready, unless the application is stopped
 * before: what would be started then, nobody would stop.
 */
class SchemaReadyPublisher implements ApplicationListener<ApplicationEvent> {

	private static final long GRACE_S = 5;

	private final ApplicationContext context;

	private final SchemaGate gate;

	private final ReentrantLock lock = new ReentrantLock();

	private boolean over;

	SchemaReadyPublisher(ApplicationContext context, SchemaGate gate) {
		this.context = context;
		this.gate = gate;
	}

	@Override
	public void onApplicationEvent(ApplicationEvent event) {
		if (event instanceof ApplicationReadyEvent) {
			this.gate.applicationIsReady();
			this.gate.whenOpen(this::publish);
		}
		else if (event instanceof ContextClosedEvent closed && closed.getApplicationContext() == this.context) {
			close();
		}
	}

	private void publish() {
		this.lock.lock();
		try {
			if (!this.over) {
				this.over = true;
				this.context.publishEvent(new SchemaReadyEvent(this.context));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	/** Lets listeners that are being told come to their end, but not for long. */
	private void close() {
		boolean locked = false;
		try {
			locked = this.lock.tryLock(GRACE_S, TimeUnit.SECONDS);
			this.over = true;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			if (locked) {
				this.lock.unlock();
			}
		}
	}

}
