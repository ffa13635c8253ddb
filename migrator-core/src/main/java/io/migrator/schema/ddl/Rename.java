package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;

/**
 * What people say is the same under another name.
 *
 * @param object the object with its old name, on a table that has its new one if that is
 * renamed, too
 * @param newName its own name afterwards, without a schema or table
 */
public record Rename(ObjectId object, String newName) {

	/**
	 * What it is called afterwards.
	 * @return the id with the new name
	 */
	public ObjectId renamed() {
		return (this.object.sub() != null)
				? new ObjectId(this.object.kind(), this.object.schema(), this.object.name(), this.newName)
				: new ObjectId(this.object.kind(), this.object.schema(), this.newName, null);
	}

	/**
	 * The statement.
	 * @return a step of a script
	 */
	public DdlStep step() {
		String name = Names.quote(this.newName);
		String on = Names.qualified(this.object.schema(), this.object.name());
		String sql = switch (this.object.kind()) {
			case COLUMN, VIEW_COLUMN ->
				"ALTER TABLE " + on + " RENAME COLUMN " + Names.quote(Targets.sub(this.object)) + " TO " + name;
			case CONSTRAINT ->
				"ALTER TABLE " + on + " RENAME CONSTRAINT " + Names.quote(Targets.sub(this.object)) + " TO " + name;
			case TRIGGER, POLICY, RULE -> "ALTER " + this.object.kind().sql() + " "
					+ Names.quote(Targets.sub(this.object)) + " ON " + on + " RENAME TO " + name;
			default -> "ALTER " + this.object.kind().sql() + " " + Targets.name(this.object) + " RENAME TO " + name;
		};
		return new DdlStep(sql, this.object, DdlStep.Mode.TRANSACTION, null);
	}

	/**
	 * The renames that are still to be done. A hint stays in its file after it has done
	 * its work, and must do no harm there.
	 * @param renames all
	 * @param from the schema that is there
	 * @param to the schema that is wanted
	 * @return those whose old name is there and not wanted, and whose new name is wanted
	 * and not there
	 */
	public static List<Rename> due(List<Rename> renames, SchemaSnapshot from, SchemaSnapshot to) {
		List<Rename> due = new ArrayList<>();
		Set<ObjectId> tables = new HashSet<>();
		for (Rename rename : renames) {
			ObjectId old = rename.object();
			ObjectId before = old;
			if (old.sub() != null) {
				// The table may bear its new name only since a rename before this one
				for (Rename earlier : due) {
					if (earlier.renamed().equals(ObjectId.of(Kind.TABLE, old.schema(), old.name()))) {
						before = new ObjectId(old.kind(), old.schema(), earlier.object().name(), old.sub());
					}
				}
			}
			ObjectId there = new ObjectId(before.kind(), before.schema(),
					(old.sub() != null) ? before.name() : rename.newName(),
					(old.sub() != null) ? rename.newName() : null);
			if (from.find(before) != null && from.find(there) == null && to.find(old) == null
					&& to.find(rename.renamed()) != null && tables.add(before)) {
				due.add(rename);
			}
		}
		return due;
	}

}
