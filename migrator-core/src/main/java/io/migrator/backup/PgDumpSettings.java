package io.migrator.backup;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * How {@code pg_dump} is run.
 *
 * @param directory the folder of the backups, or {@code null} if nobody named one, which
 * is an error when one is to be taken
 * @param command the program, by its path or by a name to be looked up on the PATH
 * @param format what it writes
 * @param schemas the schemas to dump, or none for the whole database
 * @param arguments further arguments
 * @param keep how many backups of a database to keep, 0 for all
 * @param timeout how long it may take
 */
public record PgDumpSettings(@Nullable Path directory, String command, DumpFormat format, List<String> schemas,
		List<String> arguments, int keep, Duration timeout) {

	/** The program unless another is set. */
	public static final String DEFAULT_COMMAND = "pg_dump";

	/** How long it may take unless another time is set. */
	public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

	public PgDumpSettings {
		schemas = List.copyOf(schemas);
		arguments = List.copyOf(arguments);
	}

}
