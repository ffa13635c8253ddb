package io.migrator.sql;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.sql.RowsReading.OtherTable;
import io.migrator.sql.RowsStatement.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a statement into pieces between which a part of the rows can be named.
 */
final class RowsReader {

	private final Statement statement;

	private final Tokens tokens;

	private final Clauses clauses;

	private final RowsPieces pieces;

	private final @Nullable QualifiedName wanted;

	RowsReader(Statement statement, @Nullable QualifiedName wanted) {
		this.statement = statement;
		this.tokens = statement.tokens();
		this.clauses = new Clauses(this.tokens, statement.text());
		this.pieces = new RowsPieces(this.clauses);
		this.wanted = wanted;
	}

	/**
	 * Reads the statement.
	 * @return the pieces
	 * @throws Unrecognised if it has another form
	 */
	RowsReading read() {
		if (this.tokens.is(0, "update")) {
			return update();
		}
		if (this.tokens.is(0, "delete") && this.tokens.is(1, "from")) {
			return delete();
		}
		if (this.tokens.is(0, "insert") && this.tokens.is(1, "into")) {
			return new InsertReader(this.clauses, this.pieces, this.wanted).read();
		}
		if (this.tokens.is(0, "with")) {
			throw new Unrecognised("It begins with WITH, whose queries would be run anew for each batch.");
		}
		throw new Unrecognised("It is " + this.statement.kind().command() + ", not UPDATE, DELETE or INSERT … SELECT.");
	}

	private RowsReading update() {
		TableItem table = table(1);
		int set = table.end();
		if (!this.tokens.is(set, "set")) {
			throw new Unrecognised("What is between UPDATE and SET is not understood.");
		}
		this.pieces.refuseReturning(set + 1);
		int where = this.clauses.find(set + 1, this.clauses.end(), "where");
		int from = this.clauses.find(set + 1, where, "from");
		Span condition = this.pieces.condition(where, this.clauses.end());
		List<Assignment> assignments = Assignment.read(this.clauses.span(set + 1, from));
		String remaining = (from == where) ? Remaining.ofUpdate(table, assignments, condition) : null;
		List<String> doubts = (remaining != null) ? List.of() : Doubts.ofUpdate(table, assignments);
		Set<String> assigned = assignments.stream().map(Assignment::column).collect(Collectors.toSet());
		return changed(Kind.UPDATE, table, from, where, remaining, doubts, assigned);
	}

	private RowsReading delete() {
		TableItem table = table(2);
		int using = table.end();
		this.pieces.refuseReturning(using);
		boolean understood = using == this.clauses.end() || this.tokens.is(using, "using")
				|| this.tokens.is(using, "where");
		if (!understood) {
			throw new Unrecognised("What is behind DELETE FROM " + table.name() + " is not understood.");
		}
		int where = this.clauses.find(using, this.clauses.end(), "where");
		Span condition = this.pieces.condition(where, this.clauses.end());
		String remaining = (using == where) ? Remaining.ofDelete(condition) : null;
		return changed(Kind.DELETE, table, using, where, remaining, List.of(), Set.of());
	}

	private RowsReading changed(Kind kind, TableItem table, int others, int where, @Nullable String remaining,
			List<String> doubts, Set<String> assigned) {
		if (this.wanted != null && !table.answersTo(this.wanted)) {
			return new OtherTable("It changes " + table.name() + ", not " + this.wanted + ".");
		}
		this.pieces.check(table, others);
		return this.pieces.recognised(kind, table, where, this.clauses.end(), remaining, doubts, assigned);
	}

	private TableItem table(int start) {
		TableItem table = TableItem.read(this.tokens, start, this.clauses.end());
		if (table == null) {
			throw new Unrecognised("The name of its table is not understood.");
		}
		return table;
	}

}
