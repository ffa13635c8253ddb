package io.migrator.schema.ddl;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * Generated columns, as far as they can be changed where they are.
 */
final class Generated {

	private static final int SET_SINCE = 17;

	private Generated() {
	}

	/**
	 * Whether an expression can be changed or given up without making the column anew.
	 * @param change a column whose expression differs
	 * @param work both schemas
	 * @return whether the server knows a statement for it
	 */
	static boolean isAlterable(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null || before.text("generated") == null) {
			return false;
		}
		boolean stored = "STORED".equals(before.text("generated"));
		if (after.text("generated") == null) {
			return stored;
		}
		return !change.attributes().contains("generated") && work.serverVersion() >= SET_SINCE
				&& (stored || !isChecked(before.parent(), work));
	}

	/** The server does not change what is not stored where it may have been checked. */
	private static boolean isChecked(@Nullable ObjectId table, Work work) {
		return table != null && work.from()
			.childrenOf(table)
			.stream()
			.anyMatch((child) -> child.id().kind() == Kind.CONSTRAINT && "c".equals(child.text("type")));
	}

	static void alter(Fact after, Work work) {
		String expression = after.text("expression");
		work.alter(after.id(),
				"ALTER TABLE " + Names.qualified(after.id().schema(), after.id().name()) + " ALTER COLUMN "
						+ Names.quote(Targets.sub(after.id()))
						+ ((expression != null) ? " SET EXPRESSION AS (" + expression + ")" : " DROP EXPRESSION"));
	}

}
