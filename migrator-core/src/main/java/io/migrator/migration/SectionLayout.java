package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;

import io.migrator.migration.Listing.Entry;
import io.migrator.migration.MigrationWarning.Kind;
import io.migrator.migration.SectionTool.Mark;
import org.jspecify.annotations.Nullable;

/**
 * {@code <version>_<name>.sql} with both directions in one file, between marks that a
 * tool such as goose or dbmate gave them.
 */
final class SectionLayout implements MigrationLayout {

	private final SectionTool tool;

	SectionLayout(SectionTool tool) {
		this.tool = tool;
	}

	@Override
	public String name() {
		return this.tool.toolName();
	}

	@Override
	public boolean claims(Entry entry, Listing listing) {
		return migrationName(entry) != null && listing.script(entry).facts().sectionTool() == this.tool;
	}

	@Override
	public void read(List<Entry> claimed, Listing listing, Sink sink) {
		for (Entry entry : claimed) {
			MigrationName name = migrationName(entry);
			if (name != null) {
				sink.add(migration(name, entry, listing, sink));
			}
		}
	}

	private Migration.Builder migration(MigrationName name, Entry entry, Listing listing, Sink sink) {
		Script whole = listing.script(entry);
		List<Mark> marks = whole.facts().marks().stream().map(this.tool::mark).toList();
		if (!marks.contains(Mark.UP)) {
			throw new InvalidMigrationsException(whole.name() + " has no section " + this.tool.up(),
					"Put " + this.tool.up() + " on a line of its own before the statements to be run.");
		}
		if (!whole.facts().blank()
				&& whole.facts().head().lines().noneMatch((line) -> this.tool.mark(line) == Mark.UP)) {
			throw new InvalidMigrationsException(
					whole.name() + " has statements before " + this.tool.up() + ", which would never be run",
					"Move them below that line.");
		}
		if (marks.contains(Mark.SUBSTITUTION)) {
			sink.warn(Kind.NOT_SUPPORTED, entry.path(),
					"has goose put environment variables in; the migrator refuses to run such a script");
		}
		boolean hasDown = marks.contains(Mark.DOWN);
		return name.migration(whole.cut(this.tool, Mark.UP))
			.head(whole)
			.down(hasDown ? whole.cut(this.tool, Mark.DOWN) : null)
			.downNonTransactional(isDownNonTransactional(whole.facts()));
	}

	/**
	 * goose says it once for both directions, dbmate and sql-migrate for each.
	 */
	private boolean isDownNonTransactional(ScriptFacts facts) {
		if (this.tool == SectionTool.GOOSE) {
			return facts.head().lines().anyMatch(DirectiveParser::isNonTransactional);
		}
		return facts.marks()
			.stream()
			.anyMatch((line) -> this.tool.mark(line) == Mark.DOWN && DirectiveParser.isNonTransactional(line));
	}

	private static @Nullable MigrationName migrationName(Entry entry) {
		String stem = (entry.path().indexOf('/') < 0) ? MigrationName.without(".sql", entry.path()) : null;
		if (stem == null || stem.endsWith(".up") || stem.endsWith(".down") || stem.endsWith(".verify")) {
			return null;
		}
		MigrationName dated = MigrationName.dated(stem);
		return (dated != null) ? dated : MigrationName.numbered(stem);
	}

	@Override
	public List<NewFile> next(List<Migration> existing, String name, LocalDateTime now) {
		String stem = Templates.next(existing, now, Templates.timestamp(now)) + "_" + name;
		return List.of(new NewFile(stem + ".sql", this.tool.up() + "\n" + Templates.up(name) + this.tool.down() + "\n"
				+ Templates.down(name).replace("this file", "this section")));
	}

}
