package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;

import io.migrator.migration.Listing.Entry;

/**
 * {@code <version>_<name>.sql}, plain or as sqlx has it.
 */
final class PlainLayout implements MigrationLayout {

	@Override
	public String name() {
		return "plain";
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		String stem = Siblings.stem(entry, listing);
		return stem != null && MigrationName.numbered(stem) != null;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			String stem = Siblings.isUp(entry) ? Siblings.stem(entry, listing) : null;
			MigrationName name = (stem != null) ? MigrationName.numbered(stem) : null;
			if (name != null) {
				sink.add(Siblings.migration(name, entry, listing));
			}
		}
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String stem = Templates.next(existing, now, Templates.timestamp(now)) + "_" + name;
		boolean withDown = existing.stream().anyMatch((migration) -> migration.down() != null);
		NewFile up = new NewFile(stem + ".sql", Templates.up(name));
		return withDown ? List.of(up, new NewFile(stem + ".down.sql", Templates.down(name))) : List.of(up);
	}

}
