package io.migrator.gate;

import java.util.Set;
import java.util.function.Supplier;

import io.migrator.migration.MigrationSet;
import org.jspecify.annotations.Nullable;

/**
 * What an application has that features can require, asked for when somebody names one.
 *
 * @param migrations its migrations
 * @param backfills the names of its backfills, or of nothing if they are not known, in
 * which case none is refused
 * @param checks the names of its checks, or of nothing if they are not known
 */
public record KnownNames(Supplier<MigrationSet> migrations, Supplier<@Nullable Set<String>> backfills,
		Supplier<@Nullable Set<String>> checks) {

}
