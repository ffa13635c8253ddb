package io.migrator.backfill;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillDefinition.Whole;
import io.migrator.backfill.BackfillDefinition.Work;
import io.migrator.migration.BackfillDirectives;
import io.migrator.migration.Script;
import io.migrator.migration.SqlFiles.SqlFile;
import io.migrator.sql.QualifiedName;
import io.migrator.sql.RowsReading;
import io.migrator.sql.RowsReading.NotRecognised;
import io.migrator.sql.RowsReading.OtherTable;
import io.migrator.sql.RowsReading.Recognised;
import io.migrator.sql.ScriptException;
import io.migrator.sql.SemanticDigest;
import io.migrator.sql.Statement;
import io.migrator.sql.StatementReader;
import io.migrator.sql.TransactionRule;
import org.jspecify.annotations.Nullable;

/**
 * Reads a backfill from an SQL file, of which it keeps no more than one statement.
 */
final class DefinitionReader {

	private final SqlFile file;

	private final Script script;

	private final SemanticDigest digest = new SemanticDigest();

	private final List<String> warnings = new ArrayList<>();

	private @Nullable Statement first;

	private int statements;

	DefinitionReader(SqlFile file) {
		this.file = file;
		this.script = file.script();
	}

	/**
	 * Reads the file.
	 * @return the definition
	 * @throws ScriptException if it cannot be used as a backfill
	 */
	BackfillDefinition read() {
		BackfillDirectives directives = BackfillDirectives.parse(this.script.name(), this.file.head());
		if (this.file.hasMisplacedDirective()) {
			this.warnings.add("A directive below its first statement has no effect.");
		}
		readStatements();
		Statement statement = this.first;
		if (statement == null) {
			throw new ScriptException(this.script.name(), 1, 1, "there is no statement in this backfill",
					"Write one UPDATE, DELETE or INSERT … SELECT, or remove the file.");
		}
		Work work = (this.statements == 1) ? work(statement, directives) : whole("It has " + this.statements
				+ " statements, and only a single UPDATE, DELETE or INSERT … SELECT can be run batch by batch.");
		return new BackfillDefinition(this.file.name(), this.script.name(), checksum(directives), directives, work,
				this.warnings);
	}

	private void readStatements() {
		try (StatementReader reader = StatementReader.of(this.script.name(), this.script.open())) {
			for (Statement statement = reader.next(); statement != null; statement = reader.next()) {
				if (statement.isEmpty()) {
					continue;
				}
				this.statements++;
				this.first = (this.first != null) ? this.first : statement;
				this.digest.add(statement);
				if (statement.isCopyFromStdin()) {
					this.digest.addCopyData(reader.copyData());
				}
				refuseControl(statement);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot read " + this.script.name(), ex);
		}
	}

	private void refuseControl(Statement statement) {
		TransactionRule rule = statement.kind().transactionRule();
		if (rule != TransactionRule.ANY && rule != TransactionRule.SAVEPOINT) {
			throw new ScriptException(statement.script(), statement.line(), statement.column(),
					statement.kind().command() + " cannot be run in the transaction of a backfill",
					"Take it out: a backfill begins and commits by itself. What must be run outside of a transaction"
							+ " belongs in a migration.");
		}
	}

	private Work work(Statement statement, BackfillDirectives directives) {
		RowsReading reading = RowsReading.of(statement, table(directives));
		if (reading instanceof Recognised recognised) {
			refuseChangedKey(statement, recognised.statement().assigned(), directives.key());
			this.warnings.addAll(recognised.statement().doubts());
			return new Batched(recognised.statement());
		}
		if (reading instanceof OtherTable other) {
			throw new ScriptException(statement.script(), statement.line(), statement.column(),
					"the directive \"table\" says " + directives.table() + ", but the statement does not: "
							+ other.why().replaceFirst("\\.$", ""),
					"Remove the directive, or name a table that the statement walks.");
		}
		return whole(((NotRecognised) reading).why());
	}

	/** A row whose key is changed moves to where the walk comes past it again, or did. */
	private static void refuseChangedKey(Statement statement, Set<String> assigned, List<String> key) {
		for (String column : key) {
			QualifiedName name = QualifiedName.parse(column);
			if (assigned.contains(column) || (name != null && assigned.contains(name.name()))) {
				throw new ScriptException(statement.script(), statement.line(), statement.column(),
						"the directive \"key\" says " + column + ", which the statement changes",
						"Name a key that it leaves as it is, or leave the directive out.");
			}
		}
	}

	private @Nullable QualifiedName table(BackfillDirectives directives) {
		if (directives.table() == null) {
			return null;
		}
		QualifiedName table = QualifiedName.parse(directives.table());
		if (table == null) {
			throw new ScriptException(this.script.name(), 1, 1,
					"the directive \"table\" is no name of a table: " + directives.table(),
					"Write for example -- migrator: table=app.wallets.");
		}
		return table;
	}

	private Work whole(String why) {
		this.warnings.add("It is run as a whole in one transaction, not batch by batch: " + why);
		return new Whole(this.script, why);
	}

	/** Positions mean something by the table and the key only. */
	private String checksum(BackfillDirectives directives) {
		String walk = BeanReader.walk(directives);
		return this.digest.hex() + (walk.isEmpty() ? "" : " " + walk);
	}

}
