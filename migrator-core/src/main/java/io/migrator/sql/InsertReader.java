package io.migrator.sql;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import io.migrator.sql.FromClause.Element;
import io.migrator.sql.RowsReading.OtherTable;
import io.migrator.sql.RowsStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Cuts {@code INSERT … SELECT} into pieces.
 */
final class InsertReader {

	private static final Set<String> TAIL = Set.of("group", "having", "window", "union", "intersect", "except", "order",
			"limit", "offset", "fetch", "for");

	private final Tokens tokens;

	private final Clauses clauses;

	private final RowsPieces pieces;

	private final @Nullable QualifiedName wanted;

	InsertReader(Clauses clauses, RowsPieces pieces, @Nullable QualifiedName wanted) {
		this.tokens = clauses.tokens();
		this.clauses = clauses;
		this.pieces = pieces;
		this.wanted = wanted;
	}

	RowsReading read() {
		Cursor cursor = new Cursor(this.tokens, 2);
		TableItem target = target(cursor);
		int select = select(cursor);
		this.pieces.refuseReturning(select);
		int conflict = onConflict(select + 1);
		int tail = this.clauses.find(select + 1, conflict, TAIL);
		refuse(this.tokens.is(select + 1, "distinct") ? select + 1 : tail, conflict);
		int from = this.clauses.find(select + 1, conflict, "from");
		if (from == conflict) {
			throw new Unrecognised("It selects from no table.");
		}
		String aggregate = Aggregates.find(this.clauses.span(select + 1, from));
		if (aggregate != null) {
			throw different(aggregate);
		}
		int where = this.clauses.find(from + 1, conflict, "where");
		Span condition = this.pieces.condition(where, conflict);
		FromClause tables = FromClause.read(this.clauses, from + 1, where);
		int driving = driving(tables);
		if (driving < 0) {
			return new OtherTable("It does not select from " + this.wanted + ".");
		}
		TableItem table = driving(tables, driving);
		if (table.isProbably(target.name())) {
			throw new Unrecognised("It inserts into the table that it selects from, so that a batch might select what"
					+ " an earlier one inserted.");
		}
		this.pieces.check(table, from);
		List<String> doubts = Doubts.ofInsert(target, condition, this.clauses.span(conflict, this.clauses.end()),
				tables.hasLeftJoin());
		return this.pieces.recognised(Kind.INSERT, table, where, conflict, null, doubts, Set.of());
	}

	private TableItem target(Cursor cursor) {
		QualifiedName name = cursor.name();
		Token row = this.tokens.get(cursor.position() - 1);
		boolean aliased = cursor.accept("as");
		if (aliased) {
			row = this.tokens.get(cursor.position());
			cursor.identifier();
		}
		if (name == null || row == null) {
			throw new Unrecognised("The name of its table is not understood.");
		}
		return new TableItem(name, row.text(), aliased, false, 2, cursor.position());
	}

	/** Steps over {@code [(columns)] [OVERRIDING … VALUE]}. */
	private int select(Cursor cursor) {
		Span behind = this.clauses.span(cursor.position() + 1, this.clauses.end());
		if (cursor.atSymbol("(") && !behind.isSymbol(0, "(") && !Words.startsQuery(behind) && !behind.is(0, "values")) {
			cursor.skipParentheses();
		}
		if (cursor.accept("overriding")) {
			cursor.moveTo(cursor.position() + 2);
		}
		if (cursor.at("select")) {
			return cursor.position();
		}
		if (cursor.at("with")) {
			throw new Unrecognised("Its query begins with WITH, whose queries would be run anew for each batch.");
		}
		if (cursor.at("values") || cursor.at("default")) {
			throw new Unrecognised("It inserts values that it names, and so walks no table.");
		}
		throw new Unrecognised("Its query does not begin with SELECT.");
	}

	/** {@code conflict} may also be a column, as in {@code JOIN b ON conflict}. */
	private int onConflict(int from) {
		int end = this.clauses.end();
		for (int on = this.clauses.find(from, end, "on"); on < end; on = this.clauses.find(on + 1, end, "on")) {
			Span behind = this.clauses.span(on + 1, end);
			if (behind.is(0, "conflict") && (behind.isSymbol(1, "(") || behind.is(1, "do") || behind.is(1, "on"))) {
				return on;
			}
		}
		return end;
	}

	private void refuse(int word, int end) {
		Token token = this.tokens.get(word);
		if (word < end && token != null) {
			throw different(token.text().toUpperCase(Locale.ROOT));
		}
	}

	private static Unrecognised different(String what) {
		return new Unrecognised("It has " + what + ", which is not the same for a part of the rows.");
	}

	private int driving(FromClause tables) {
		for (int i = 0; i < tables.elements().size() && this.wanted != null; i++) {
			TableItem table = tables.elements().get(i).table();
			if (table != null && table.answersTo(this.wanted)) {
				return i;
			}
		}
		return (this.wanted == null) ? 0 : -1;
	}

	private static TableItem driving(FromClause tables, int index) {
		Element element = tables.elements().get(index);
		String obstacle = element.obstacle();
		TableItem table = element.table();
		if (obstacle != null || table == null) {
			throw new Unrecognised((index == 0) ? "Its FROM begins with " + obstacle + ", not with a table."
					: "What it should walk is " + obstacle + ".");
		}
		if (tables.isNullable(index)) {
			throw new Unrecognised("An outer join also selects rows for which there is none in " + table.name()
					+ ", and these belong to no batch.");
		}
		return table;
	}

}
