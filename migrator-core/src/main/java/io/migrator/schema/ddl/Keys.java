package io.migrator.schema.ddl;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Primary and unique keys of busy tables: the index is built first, concurrently, or is
 * there already, and becomes the key's.
 */
final class Keys {

	private static final Pattern DEFINITION = Pattern
		.compile("(PRIMARY KEY|UNIQUE)( NULLS NOT DISTINCT)? (\\(.*?\\))( INCLUDE \\(.*\\))?");

	private Keys() {
	}

	/**
	 * Makes a key by way of its index, if that is possible and of use.
	 * @param key the constraint
	 * @param work where the actions go
	 * @return whether it was done
	 */
	static boolean create(Fact key, Work work) {
		ObjectId id = key.id();
		Matcher definition = DEFINITION.matcher(key.required("definition"));
		Fact table = work.to().find(key.parent());
		if (!definition.matches() || definition.group().contains(" WITHOUT OVERLAPS") || table == null
				|| table.text("partition_key") != null || work.isNew(table.id())) {
			return false;
		}
		Fact there = indexThatBecomes(key, work);
		if (there == null && !work.options().online()) {
			return false;
		}
		String name = Targets.sub(id);
		Fact replaced = primaryKeyBefore(key, work);
		Action drop = work.dropping((replaced != null) ? replaced.id() : id);
		if (there != null) {
			add(key, there.id().name(), definition.group(1), work).after(drop);
			return true;
		}
		boolean taken = work.from().find(id) != null
				|| work.from().find(ObjectId.of(Kind.INDEX, id.schema(), name)) != null;
		String index = taken ? ShortLived.name(name, "new") : name;
		String options = key.list("options").isEmpty() ? "" : " WITH (" + Storage.list(key.list("options")) + ")";
		String tablespace = key.text("tablespace");
		Action build = work
			.alter(ObjectId.of(Kind.INDEX, id.schema(), index),
					"CREATE UNIQUE INDEX CONCURRENTLY " + Names.quote(index) + " ON " + Targets.name(table.id()) + " "
							+ indexDefinition(definition) + options
							+ ((tablespace != null) ? " TABLESPACE " + Names.quote(tablespace) : ""))
			.mode(DdlStep.Mode.OUTSIDE);
		key.dependencies().forEach(build::needs);
		add(key, index, definition.group(1), work).after(build);
		if (drop != null) {
			drop.after(build);
		}
		return true;
	}

	/**
	 * A table has one primary key. The old one goes when the index of the new one is
	 * built.
	 */
	private static @Nullable Fact primaryKeyBefore(Fact key, Work work) {
		if (!"p".equals(key.text("type")) || key.parent() == null) {
			return null;
		}
		return work.from()
			.childrenOf(key.parent())
			.stream()
			.filter((other) -> "p".equals(other.text("type")) && other.id().kind() == Kind.CONSTRAINT)
			.findFirst()
			.orElse(null);
	}

	private static Action add(Fact key, String index, String words, Work work) {
		return work.create(key,
				"ALTER TABLE " + Names.qualified(key.id().schema(), key.id().name()) + " ADD CONSTRAINT "
						+ Names.quote(Targets.sub(key.id())) + " " + words + " USING INDEX " + Names.quote(index)
						+ ConstraintRule.state(key));
	}

	/**
	 * What the index of a key says after its table's name.
	 * @param key the constraint
	 * @return the columns and what follows them, or {@code null} if it can be made only
	 * with the key
	 */
	static @Nullable String indexDefinition(Fact key) {
		Matcher definition = DEFINITION.matcher(key.required("definition"));
		return (definition.matches() && !definition.group().contains(" WITHOUT OVERLAPS")) ? indexDefinition(definition)
				: null;
	}

	private static String indexDefinition(Matcher definition) {
		return definition.group(3) + ((definition.group(4) != null) ? definition.group(4) : "")
				+ ((definition.group(2) != null) ? definition.group(2) : "");
	}

	/**
	 * An index that is there, shall go and says what a new key says.
	 * @param key the constraint
	 * @param work both schemas
	 * @return the index, or {@code null}
	 */
	static @Nullable Fact indexThatBecomes(Fact key, Work work) {
		Matcher definition = DEFINITION.matcher(key.required("definition"));
		if (key.parent() == null || !work.isNew(key.id()) || !definition.matches()) {
			return null;
		}
		String wanted = "USING btree " + indexDefinition(definition);
		return work.from()
			.childrenOf(key.parent())
			.stream()
			.filter((index) -> index.id().kind() == Kind.INDEX && index.is("unique") && !index.isImplied()
					&& !index.is("invalid") && work.to().find(index.id()) == null
					&& wanted.equals(index.text("definition")) && !work.isDropped(key.parent())
					&& index.list("options").equals(key.list("options")))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Whether an index goes by becoming a key's.
	 * @param index the index that goes
	 * @param work both schemas
	 * @return whether it must not be dropped
	 */
	static boolean becomesKey(Fact index, Work work) {
		ObjectId table = index.parent();
		if (table == null || !index.is("unique") || work.to().find(index.id()) != null || work.to().find(table) == null
				|| work.isNew(table)) {
			return false;
		}
		Fact owner = work.to().find(table);
		return owner != null && owner.text("partition_key") == null
				&& work.to()
					.childrenOf(table)
					.stream()
					.filter((key) -> key.id().kind() == Kind.CONSTRAINT
							&& (!key.isImplied() || PartitionedKey.isLackingPart(key, work)))
					.anyMatch((key) -> index.equals(indexThatBecomes(key, work)));
	}

}
