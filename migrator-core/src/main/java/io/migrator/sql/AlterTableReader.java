package io.migrator.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.migrator.sql.TableAction.AddColumn;
import io.migrator.sql.TableAction.AddConstraint;
import io.migrator.sql.TableAction.AlterColumnType;
import io.migrator.sql.TableAction.AttachPartition;
import io.migrator.sql.TableAction.DetachPartition;
import io.migrator.sql.TableAction.DropColumn;
import io.migrator.sql.TableAction.DropConstraint;
import io.migrator.sql.TableAction.DropNotNull;
import io.migrator.sql.TableAction.MoveToSchema;
import io.migrator.sql.TableAction.Other;
import io.migrator.sql.TableAction.RenameColumn;
import io.migrator.sql.TableAction.RenameConstraint;
import io.migrator.sql.TableAction.RenameTable;
import io.migrator.sql.TableAction.Rewrite;
import io.migrator.sql.TableAction.SetDefault;
import io.migrator.sql.TableAction.SetNotNull;
import io.migrator.sql.TableAction.ValidateConstraint;
import org.jspecify.annotations.Nullable;

/**
 * Reads ALTER TABLE.
 */
final class AlterTableReader {

	private final Cursor cursor;

	private AlterTableReader(Cursor cursor) {
		this.cursor = cursor;
	}

	static @Nullable Fact read(Cursor cursor, String kind) {
		boolean ifExists = cursor.accept("if exists");
		boolean only = cursor.accept("only");
		boolean parenthesised = cursor.acceptSymbol("(");
		QualifiedName table = cursor.name();
		if (table == null || (cursor.at("in tablespace") && table.schema() == null)) {
			return null;
		}
		if (parenthesised) {
			cursor.acceptSymbol(")");
		}
		cursor.acceptSymbol("*");
		List<TableAction> actions = new ArrayList<>();
		AlterTableReader reader = new AlterTableReader(cursor);
		do {
			actions.add(reader.action());
			cursor.skipItem();
		}
		while (cursor.acceptSymbol(","));
		return new Fact.AlterTable(kind, table, ifExists, only, List.copyOf(actions));
	}

	private TableAction action() {
		int from = this.cursor.position();
		TableAction action = recognise();
		if (action == null) {
			this.cursor.moveTo(from);
			this.cursor.skipItem();
			return new Other(this.cursor.textFrom(from));
		}
		return action;
	}

	private @Nullable TableAction recognise() {
		if (this.cursor.accept("add")) {
			return add();
		}
		if (this.cursor.accept("drop")) {
			return drop();
		}
		if (this.cursor.accept("alter")) {
			return this.cursor.at("constraint") ? null : alter();
		}
		if (this.cursor.accept("validate constraint")) {
			String name = this.cursor.identifier();
			return (name != null) ? new ValidateConstraint(name) : null;
		}
		if (this.cursor.accept("rename")) {
			return rename();
		}
		if (this.cursor.accept("attach partition")) {
			QualifiedName partition = this.cursor.name();
			return (partition != null) ? new AttachPartition(partition) : null;
		}
		if (this.cursor.accept("detach partition")) {
			QualifiedName partition = this.cursor.name();
			return (partition != null)
					? new DetachPartition(partition, this.cursor.accept("concurrently"), this.cursor.accept("finalize"))
					: null;
		}
		return set();
	}

	private @Nullable TableAction add() {
		if (ConstraintReader.startsHere(this.cursor)) {
			Constraint constraint = ConstraintReader.read(this.cursor, null);
			return (constraint != null) ? new AddConstraint(constraint) : null;
		}
		this.cursor.accept("column");
		boolean ifNotExists = this.cursor.accept("if not exists");
		Column column = ColumnReader.read(this.cursor);
		return (column != null) ? new AddColumn(column, ifNotExists) : null;
	}

	private @Nullable TableAction drop() {
		boolean constraint = this.cursor.accept("constraint");
		if (!constraint) {
			this.cursor.accept("column");
		}
		boolean ifExists = this.cursor.accept("if exists");
		String name = this.cursor.identifier();
		if (name == null) {
			return null;
		}
		boolean cascade = this.cursor.accept("cascade");
		return constraint ? new DropConstraint(name, ifExists, cascade) : new DropColumn(name, ifExists, cascade);
	}

	private @Nullable TableAction alter() {
		this.cursor.accept("column");
		String column = this.cursor.identifier();
		if (column == null) {
			return null;
		}
		if (this.cursor.accept("type") || this.cursor.accept("set data type")) {
			String type = ColumnReader.type(this.cursor);
			if (this.cursor.accept("collate")) {
				this.cursor.name();
			}
			return new AlterColumnType(column, type, this.cursor.accept("using") ? rest() : null);
		}
		if (this.cursor.accept("set not null")) {
			return new SetNotNull(column);
		}
		if (this.cursor.accept("drop not null")) {
			return new DropNotNull(column);
		}
		if (this.cursor.accept("set default")) {
			return new SetDefault(column, rest());
		}
		return this.cursor.accept("drop default") ? new SetDefault(column, null) : null;
	}

	private String rest() {
		int from = this.cursor.position();
		this.cursor.skipItem();
		return this.cursor.textFrom(from);
	}

	private @Nullable TableAction rename() {
		if (this.cursor.accept("to")) {
			String to = this.cursor.identifier();
			return (to != null) ? new RenameTable(to) : null;
		}
		boolean constraint = this.cursor.accept("constraint");
		if (!constraint) {
			this.cursor.accept("column");
		}
		String from = this.cursor.identifier();
		String to = this.cursor.accept("to") ? this.cursor.identifier() : null;
		if (from == null || to == null) {
			return null;
		}
		return constraint ? new RenameConstraint(from, to) : new RenameColumn(from, to);
	}

	private @Nullable TableAction set() {
		int from = this.cursor.position();
		if (this.cursor.accept("set schema")) {
			String schema = this.cursor.identifier();
			return (schema != null) ? new MoveToSchema(schema) : null;
		}
		if (this.cursor.accept("set logged") || this.cursor.accept("set unlogged")
				|| this.cursor.accept("set tablespace") || this.cursor.accept("set access method")) {
			this.cursor.skipItem();
			return new Rewrite(this.cursor.textFrom(from).toLowerCase(Locale.ROOT));
		}
		return null;
	}

}
