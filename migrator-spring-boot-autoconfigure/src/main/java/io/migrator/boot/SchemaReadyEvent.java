package io.migrator.boot;

import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ApplicationContextEvent;

/**
 * The application is ready, and so is its schema: right after
 * {@link org.springframework.boot.context.event.ApplicationReadyEvent}, or, if migrations
 * run in the background, once they are done, in the thread that ran them. What works with
 * the database by itself begins here. It is published once, and not if the migrations
 * failed.
 */
public final class SchemaReadyEvent extends ApplicationContextEvent {

	SchemaReadyEvent(ApplicationContext source) {
		super(source);
	}

}
