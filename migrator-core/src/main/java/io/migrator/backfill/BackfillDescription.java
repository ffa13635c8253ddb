package io.migrator.backfill;

import io.migrator.migration.BackfillDirectives;

/**
 * What a backfill written in Java is called, and what it walks.
 *
 * @param <K> the type of a key
 * @param name its name, unique among all backfills of the application
 * @param keyType the type of a key
 * @param version changes when what it does changes, such as {@code 1}: one that is
 * completed is not run again, and one that is under way is not mixed with another
 * @param directives the table, which it must name, and how to run it
 */
public record BackfillDescription<K>(String name, Class<K> keyType, String version, BackfillDirectives directives) {
}
