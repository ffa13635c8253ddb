package io.migrator.migration;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.migrator.migration.FlywayNaming.Parts;
import io.migrator.migration.FlywayNaming.Type;
import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;

/**
 * {@code V1_2__name.sql}, {@code U1_2__name.sql} and {@code R__name.sql}, as Flyway has
 * them, in nested folders too.
 */
final class FlywayLayout implements MigrationLayout {

	private final FlywayNaming naming;

	private final Placeholders placeholders;

	FlywayLayout(FlywayNaming naming, Placeholders placeholders) {
		this.naming = naming;
		this.placeholders = placeholders;
	}

	@Override
	public String name() {
		return "Flyway";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return this.naming.parse(entry.name()) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		Map<Version, Entry> undo = new HashMap<>();
		List<Entry> baselines = new ArrayList<>();
		List<Parts> known = new ArrayList<>(claimed.size());
		for (Entry entry : claimed) {
			Parts parts = parts(entry);
			known.add(parts);
			if (parts.type() != Type.REPEATABLE && parts.version().isEmpty()) {
				throw new InvalidMigrationsException(listing.displayName(entry.path()) + " has no version",
						"Name it like " + this.naming.prefix() + "7" + this.naming.separator() + parts.words()
								+ this.naming.suffixes().get(0) + ", with the next free version.");
			}
			switch (parts.type()) {
				case VERSIONED -> {
				}
				case UNDO -> addUndo(undo, parts, entry, listing);
				case BASELINE -> baselines.add(entry);
				case REPEATABLE -> sink.add(migration(entry, parts, listing).repeatable());
			}
		}
		for (int i = 0; i < known.size(); i++) {
			Entry entry = claimed.get(i);
			Parts parts = known.get(i);
			if (parts.type() == Type.VERSIONED) {
				Entry down = undo.isEmpty() ? null : undo.remove(new Version(parts.version()));
				sink.add(migration(entry, parts, listing).version(parts.version())
					.down((down != null) ? script(down, listing) : null));
			}
		}
		for (Entry entry : undo.values()) {
			sink.warn(Kind.DOWN_WITHOUT_UP, entry.path(),
					"undoes a version that has no " + this.naming.prefix() + " script, so it is never run");
		}
		for (Entry entry : baselines) {
			checkBaseline(entry, known, listing, sink);
		}
	}

	private void addUndo(Map<Version, Entry> undo, Parts parts, Entry entry, Listing listing) {
		Entry other = undo.put(new Version(parts.version()), entry);
		if (other != null) {
			throw new InvalidMigrationsException(listing.displayName(other.path()) + " and "
					+ listing.displayName(entry.path()) + " both undo version " + parts.version(),
					"Delete or renumber one of them.");
		}
	}

	/**
	 * Flyway runs a baseline instead of all versions up to it, on new databases alone.
	 * The migrator runs those versions themselves, so they have to be there.
	 */
	private void checkBaseline(Entry entry, List<Parts> known, Listing listing, Sink sink) {
		Parts parts = parts(entry);
		Version baseline = new Version(parts.version());
		if (known.stream()
			.noneMatch((other) -> other.type() == Type.VERSIONED
					&& new Version(other.version()).compareTo(baseline) <= 0)) {
			throw new InvalidMigrationsException(
					listing.displayName(entry.path())
							+ " is a Flyway baseline, and the versions that it replaces are not there",
					"Rename it to " + this.naming.prefix() + parts.version() + this.naming.separator() + parts.words()
							+ this.naming.suffixes().get(0)
							+ " (databases that are beyond it: resolve it as applied), or restore those versions.");
		}
		sink.warn(Kind.NOT_SUPPORTED, entry.path(), "is a Flyway baseline and is passed over; the "
				+ this.naming.prefix() + " scripts up to version " + parts.version() + " are run instead");
	}

	private Parts parts(Entry entry) {
		Parts parts = this.naming.parse(entry.name());
		if (parts == null) {
			throw new IllegalArgumentException(entry.path() + " is no Flyway script");
		}
		return parts;
	}

	private Migration.Builder migration(Entry entry, Parts parts, Listing listing) {
		return Migration.builder(parts.stem(), script(entry, listing))
			.description(parts.words())
			.nonTransactional(isSwitchedOff("executeInTransaction", entry, listing));
	}

	private Script script(Entry entry, Listing listing) {
		Script script = listing.script(entry);
		boolean replaced = this.placeholders.enabled() && !isSwitchedOff("placeholderReplacement", entry, listing);
		return replaced ? script.rewritten((name, in) -> new PlaceholderStream(name, in, this.placeholders)) : script;
	}

	/**
	 * Whether the file with a script's settings says that it goes without something.
	 */
	private static boolean isSwitchedOff(String setting, Entry entry, Listing listing) {
		Entry companion = listing.hasCompanions() ? listing.find(entry.path() + ".conf") : null;
		if (companion == null) {
			return false;
		}
		Properties settings = new Properties();
		try (InputStream in = companion.resource().getInputStream()) {
			settings.load(in);
		}
		catch (IOException | IllegalArgumentException ex) {
			throw new InvalidMigrationsException(
					List.of(listing.displayName(companion.path()) + " cannot be read: " + ex.getMessage()),
					"Write one key=value per line, for example executeInTransaction=false.", ex);
		}
		return "false".equalsIgnoreCase(settings.getProperty(setting));
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String end = Templates.next(existing, now, "1") + this.naming.separator() + name
				+ this.naming.suffixes().get(0);
		List<NewFile> files = new ArrayList<>();
		files.add(new NewFile(this.naming.prefix() + end, Templates.up(name)));
		if (existing.stream().anyMatch((migration) -> migration.down() != null)) {
			files.add(new NewFile(this.naming.undoPrefix() + end, Templates.down(name)));
		}
		return files;
	}

}
