package io.migrator.migration;

/**
 * A file to be created.
 *
 * @param path the path below the location, separated by {@code /}
 * @param content the text to begin with
 */
public record NewFile(String path, String content) {
}
