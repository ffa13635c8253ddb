package io.migrator.backfill;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;

import io.migrator.backfill.BackfillDefinition.Bean;
import io.migrator.error.MigratorException;
import io.migrator.migration.BackfillDirectives;
import io.migrator.sql.QualifiedName;

/**
 * Asks a bean what backfill it is.
 */
final class BeanReader {

	private static final Set<Class<?>> KEYS = Set.of(Long.class, UUID.class, String.class, Instant.class,
			BackfillKey.class);

	private BeanReader() {
	}

	static BackfillDefinition read(Backfill<?> bean) {
		String source = "bean " + bean.getClass().getName();
		BackfillDescription<?> description = bean.describe();
		BackfillDirectives directives = description.directives();
		if (description.name().isBlank()) {
			throw problem(source, "has no name");
		}
		if (directives.table() == null || QualifiedName.parse(directives.table()) == null) {
			throw problem(source, "says with its directives no table that it walks; begin them with"
					+ " BackfillDirectives.forTable(\"wallets\")");
		}
		if (!KEYS.contains(description.keyType())) {
			throw problem(source, "has keys of type " + description.keyType().getName()
					+ "; there are Long, UUID, String, Instant and, for all others, BackfillKey");
		}
		return new BackfillDefinition(description.name(), source,
				"version " + description.version() + " " + walk(directives), directives, new Bean(bean), List.of());
	}

	/**
	 * What directives say of the way a table is walked.
	 * @param directives the directives
	 * @return the words, empty if they leave it to the engine
	 */
	static String walk(BackfillDirectives directives) {
		String table = (directives.table() != null) ? "table=" + directives.table() : "";
		String key = directives.key().isEmpty() ? "" : "key=" + String.join(",", directives.key());
		return (table + " " + key).strip();
	}

	private static MigratorException problem(String source, String what) {
		return new MigratorException("The backfill of " + source + " " + what, null, "Mend the bean.", null);
	}

}
