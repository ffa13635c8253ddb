package io.migrator.scaffold;

import java.nio.file.Path;

/**
 * A file of a scaffold.
 *
 * @param phase what it is for
 * @param id the id of the migration, or the name of the backfill
 * @param path where it belongs
 * @param text what it says
 */
public record ScaffoldFile(Phase phase, String id, Path path, String text) {
}
