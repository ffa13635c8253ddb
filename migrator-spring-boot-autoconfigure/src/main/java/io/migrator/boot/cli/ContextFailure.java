package io.migrator.boot.cli;

import org.jspecify.annotations.Nullable;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * The context that a command runs in could not be made.
 */
final class ContextFailure extends RuntimeException {

	private final transient @Nullable ConfigurableApplicationContext context;

	ContextFailure(@Nullable ConfigurableApplicationContext context, Throwable cause) {
		super(cause);
		this.context = context;
	}

	@Nullable ConfigurableApplicationContext context() {
		return this.context;
	}

}
