package io.migrator.migration;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.github.cliftonlabs.json_simple.JsonArray;
import com.github.cliftonlabs.json_simple.JsonException;
import com.github.cliftonlabs.json_simple.JsonObject;
import com.github.cliftonlabs.json_simple.Jsoner;
import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;
import org.jspecify.annotations.Nullable;

/**
 * {@code 0000_name.sql} in the order of {@code meta/_journal.json}, as Drizzle Kit has it
 * before 1.0.
 */
final class DrizzleJournalLayout implements MigrationLayout {

	/**
	 * Drizzle writes breakpoints where other tools rely on terminators.
	 */
	static final Script.Rewrite BREAKPOINTS = (script, in) -> new BreakpointStream(in);

	private static final String JOURNAL = "meta/_journal.json";

	@Override
	public String name() {
		return "Drizzle with a journal";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return listing.find(JOURNAL) != null
				&& (entry.path().equals(JOURNAL) || (entry.path().indexOf('/') < 0 && entry.path().endsWith(".sql")));
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		Set<String> known = new HashSet<>();
		int position = 0;
		for (String tag : tags(listing)) {
			Entry entry = listing.find(tag + ".sql");
			if (entry == null) {
				throw new InvalidMigrationsException(
						listing.displayName(JOURNAL) + " lists " + tag + ", and there is no "
								+ listing.displayName(tag + ".sql"),
						"Restore the file, or take the entry out with drizzle-kit drop.");
			}
			if (!known.add(tag)) {
				throw new InvalidMigrationsException(listing.displayName(JOURNAL) + " lists " + tag + " twice",
						"Delete one of the entries.");
			}
			MigrationName numbered = MigrationName.numbered(tag);
			MigrationName name = (numbered != null) ? numbered : new MigrationName(tag, String.valueOf(position), tag);
			sink.add(Siblings.migration(name, entry, listing)
				.rewrite(BREAKPOINTS)
				.place(new Version(String.valueOf(position))));
			position++;
		}
		for (Entry entry : claimed) {
			String stem = Siblings.stem(entry, listing);
			if (stem != null && Siblings.isUp(entry) && !known.contains(stem)) {
				sink.warn(Kind.NOT_IN_JOURNAL, entry.path(),
						"is not listed in " + listing.displayName(JOURNAL) + ", so it is never run");
			}
		}
	}

	private static List<String> tags(Listing listing) {
		Entry journal = listing.find(JOURNAL);
		if (journal == null) {
			return List.of();
		}
		try (Reader reader = new InputStreamReader(journal.resource().getInputStream(), StandardCharsets.UTF_8)) {
			List<String> tags = new ArrayList<>();
			if (Jsoner.deserialize(reader) instanceof JsonObject object
					&& object.get("entries") instanceof JsonArray entries) {
				for (Object element : entries) {
					if (!(element instanceof JsonObject entry) || !(entry.get("tag") instanceof String tag)) {
						throw unreadable(listing, "an entry has no tag", null);
					}
					tags.add(tag);
				}
				return tags;
			}
			throw unreadable(listing, "it has no list of entries", null);
		}
		catch (IOException | JsonException ex) {
			throw unreadable(listing, String.valueOf(ex.getMessage()), ex);
		}
	}

	private static InvalidMigrationsException unreadable(Listing listing, String reason, @Nullable Throwable cause) {
		return new InvalidMigrationsException(
				List.of(listing.displayName(JOURNAL) + " is not a journal of Drizzle Kit: " + reason),
				"Restore it from version control, or mend it; a merge may have broken it.", cause);
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		throw DrizzleFolderLayout.createdByDrizzle(name);
	}

}
