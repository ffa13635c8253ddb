package io.migrator.boot;

import java.util.List;
import java.util.function.Supplier;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSource;
import org.jspecify.annotations.Nullable;

import org.springframework.util.function.SingletonSupplier;

/**
 * The application's backfills, files and beans, read once, when they are first asked for.
 */
public final class BackfillDefinitions implements Supplier<List<BackfillDefinition>> {

	private final SingletonSupplier<List<BackfillDefinition>> definitions;

	/**
	 * Creates a supplier.
	 * @param source where the backfills are
	 */
	public BackfillDefinitions(Supplier<List<BackfillDefinition>> source) {
		this.definitions = SingletonSupplier.of(source);
	}

	static BackfillDefinitions create(BackfillProperties properties, @Nullable ClassLoader classLoader,
			Supplier<List<Backfill<?>>> beans) {
		ClassLoader loader = (classLoader != null) ? classLoader : BackfillDefinitions.class.getClassLoader();
		return new BackfillDefinitions(() -> new BackfillSource(properties.getLocations(), loader, beans.get()).load());
	}

	/**
	 * Returns the backfills.
	 * @return the backfills, in the order of their names
	 * @throws io.migrator.error.MigratorException if one of them is invalid
	 */
	@Override
	public List<BackfillDefinition> get() {
		return this.definitions.obtain();
	}

}
