package io.migrator.schema.ddl;

/**
 * One migration of those that a script is made of.
 *
 * @param suffix what to add to the name of the change, such as {@code indexes}, or an
 * empty text if there is only this one
 * @param sql the text
 */
public record ScriptFile(String suffix, String sql) {

}
