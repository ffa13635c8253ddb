package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import io.migrator.migration.Listing.Entry;
import org.jspecify.annotations.Nullable;

/**
 * {@code <timestamp>_<name>/up.sql} with a {@code down.sql}, as Diesel has it.
 */
final class DieselLayout implements MigrationLayout {

	private static final String TIMESTAMP = "yyyy-MM-dd-HHmmss";

	private static final String NON_TRANSACTIONAL = "(?m)^\\s*run_in_transaction\\s*=\\s*false\\b";

	@Override
	public String name() {
		return "Diesel";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return Folders.isPart(entry, listing, "up.sql") && migrationName(entry.folder()) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			MigrationName name = migrationName(entry.folder());
			if (name != null && entry.name().equals("up.sql")) {
				sink.add(Folders.migration(name, entry, listing)
					.place(place(name.version()))
					.nonTransactional(isNonTransactional(entry.folder(), listing)));
			}
		}
	}

	/**
	 * Diesel's newer timestamps end in a counter, and {@code -0000} comes after none.
	 */
	static Version place(String version) {
		String digits = version.replace("-", "");
		boolean counted = version.length() == "yyyy-MM-dd-HHmmss-0000".length() && digits.length() == 18;
		return new Version(
				counted ? digits.substring(0, 14) + "." + (1 + Integer.parseInt(digits.substring(14))) : digits);
	}

	private static @Nullable MigrationName migrationName(String folder) {
		MigrationName dated = MigrationName.dated(folder);
		return (dated != null) ? dated : MigrationName.numbered(folder);
	}

	private static boolean isNonTransactional(String folder, Listing listing) {
		Entry metadata = listing.find(folder + "/metadata.toml");
		if (metadata == null) {
			return false;
		}
		try (InputStream in = metadata.resource().getInputStream()) {
			return Pattern.compile(NON_TRANSACTIONAL)
				.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8))
				.find();
		}
		catch (IOException ex) {
			throw new InvalidMigrationsException(
					List.of(listing.displayName(metadata.path()) + " cannot be read: " + ex.getMessage()),
					"Make it readable for the account of this process.", ex);
		}
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String last = existing.isEmpty() ? "" : String.valueOf(existing.get(existing.size() - 1).version());
		String counter = (last.length() == "yyyy-MM-dd-HHmmss-0000".length()) ? "-0000" : "";
		String timestamp = (last.indexOf('-') == 4 || last.isEmpty() || last.matches("0+"))
				? DateTimeFormatter.ofPattern(TIMESTAMP, Locale.ROOT).format(now) + counter
				: Templates.next(existing, now, Templates.timestamp(now));
		String folder = timestamp + "_" + name;
		return List.of(new NewFile(folder + "/up.sql", Templates.up(name)),
				new NewFile(folder + "/down.sql", Templates.down(name)));
	}

}
