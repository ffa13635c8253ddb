package io.migrator.backup;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.TreeMap;

/**
 * The way back, as one line for a POSIX shell. It restores into a new database beside the
 * old one, since nobody but an operator can say what is to become of that. It names no
 * password: the programs ask for it, or find it where they always do.
 */
final class RestoreCommand {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMddHHmmss")
		.withZone(ZoneOffset.UTC);

	/** The server cuts longer names, in bytes. */
	private static final int LONGEST_NAME = 63;

	private RestoreCommand() {
	}

	static String of(LibpqEnvironment environment, DumpFormat format, Path backup, BackupRequest request) {
		String database = name(request.database().replaceAll("[=:/]|^-", "_"), "_" + TIME.format(request.at()));
		String file = quote(backup.toString());
		Map<String, String> variables = new TreeMap<>(environment.variables());
		variables.remove("PGDATABASE");
		StringBuilder command = new StringBuilder("(export");
		variables.forEach((name, value) -> command.append(' ').append(name).append('=').append(quote(value)));
		return command.append("; createdb --template=template0 ")
			.append(quote(database))
			.append(" && ")
			.append((format == DumpFormat.PLAIN) ? "psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --file=" + file
					: "pg_restore --exit-on-error")
			.append(" --dbname=")
			.append(quote(database))
			.append((format == DumpFormat.PLAIN) ? ")" : " " + file + ")")
			.toString();
	}

	private static String name(String database, String suffix) {
		StringBuilder name = new StringBuilder();
		int bytes = suffix.length();
		for (int point : database.codePoints().toArray()) {
			String character = Character.toString(point);
			bytes += character.getBytes(StandardCharsets.UTF_8).length;
			if (bytes > LONGEST_NAME) {
				break;
			}
			name.append(character);
		}
		return name + suffix;
	}

	private static String quote(String text) {
		return text.matches("[A-Za-z0-9_./:@%+=,-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
	}

}
