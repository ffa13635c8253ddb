package io.migrator.boot;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;

/**
 * Keeps the migrations, backfills, checks and seeds of the default locations in a native
 * image.
 */
class MigratorRuntimeHints implements RuntimeHintsRegistrar {

	@Override
	public void registerHints(RuntimeHints hints, @Nullable ClassLoader classLoader) {
		hints.resources()
			.registerPattern("db/migrations/**")
			.registerPattern("db/backfills/**")
			.registerPattern("db/checks/**")
			.registerPattern("db/seeds/**");
	}

}
