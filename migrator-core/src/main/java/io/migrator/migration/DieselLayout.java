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

	private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss", Locale.ROOT);

	private static final Pattern NON_TRANSACTIONAL = Pattern.compile("(?m)^\\s*run_in_transaction\\s*=\\s*false\\b");

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
					.place(new Version(name.version().replace("-", "")))
					.nonTransactional(isNonTransactional(entry.folder(), listing)));
			}
		}
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
			return NON_TRANSACTIONAL.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8)).find();
		}
		catch (IOException ex) {
			throw new InvalidMigrationsException(
					List.of(listing.displayName(metadata.path()) + " cannot be read: " + ex.getMessage()),
					"Make it readable for the account of this process.", ex);
		}
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		boolean dashes = existing.isEmpty() || existing.get(existing.size() - 1).id().value().indexOf('-') == 4;
		String folder = (dashes ? TIMESTAMP.format(now) : Templates.next(existing, now, Templates.timestamp(now))) + "_"
				+ name;
		return List.of(new NewFile(folder + "/up.sql", Templates.up(name)),
				new NewFile(folder + "/down.sql", Templates.down(name)));
	}

}
