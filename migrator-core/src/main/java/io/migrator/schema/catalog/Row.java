package io.migrator.schema.catalog;

import io.migrator.schema.Attributes;
import io.migrator.schema.Kind;
import org.jspecify.annotations.Nullable;

/**
 * An object as the catalog has it, before others are known by their names.
 *
 * @param kind what it is
 * @param address where it is
 * @param parent where its parent is, or {@code null} if it has none
 * @param also further addresses, separated by blanks
 * @param schema its schema, or {@code null} for none or the parent's
 * @param name its name, or {@code null} for the parent's
 * @param sub its own name if it lives on its parent
 * @param attributes what is known of it
 */
record Row(Kind kind, Address address, @Nullable Address parent, @Nullable String also, @Nullable String schema,
		@Nullable String name, @Nullable String sub, Attributes attributes) {
}
