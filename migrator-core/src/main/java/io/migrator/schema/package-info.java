/**
 * What a schema is made of, as facts that can be compared, fingerprinted and kept.
 */
@NullMarked
package io.migrator.schema;

import org.jspecify.annotations.NullMarked;
