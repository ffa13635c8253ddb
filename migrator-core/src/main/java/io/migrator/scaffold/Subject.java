package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * The column that a change is about, in the schema before the change.
 *
 * @param schema the schema
 * @param table its table
 * @param column the column
 */
record Subject(SchemaSnapshot schema, Fact table, Fact column) {

	/**
	 * Finds a column.
	 * @param schema the schema
	 * @param tableName the table as people write it
	 * @param columnName the column as people write it
	 * @return the column
	 * @throws ScaffoldException if there is none, naming those that may be meant
	 */
	static Subject find(SchemaSnapshot schema, String tableName, String columnName) {
		Fact table = table(schema, tableName);
		Fact column = Stream.of(name(columnName), columnName)
			.map((name) -> schema.find(child(table, Kind.COLUMN, name)))
			.filter(Objects::nonNull)
			.findFirst()
			.orElse(null);
		if (column == null) {
			throw ScaffoldException.unknown("There is no column " + columnName + " in " + table.id(),
					Naming.near(columnName,
							schema.childrenOf(table.id())
								.stream()
								.filter((child) -> child.id().kind() == Kind.COLUMN)
								.map((child) -> String.valueOf(child.id().sub()))));
		}
		return new Subject(schema, table, column);
	}

	private static Fact table(SchemaSnapshot schema, String written) {
		List<Fact> found = new ArrayList<>();
		List<String> all = new ArrayList<>();
		for (Fact fact : schema.facts()) {
			ObjectId id = fact.id();
			if (id.kind() == Kind.TABLE) {
				all.add(id.path());
				if (Stream.of(id.path(), id.name(), Names.quote(id.name()), id.schema() + "." + id.name())
					.anyMatch((name) -> name.equals(written) || name.equals(written.toLowerCase(Locale.ROOT)))) {
					found.add(fact);
				}
			}
		}
		if (found.size() > 1) {
			throw ScaffoldException.usage("There are several tables " + written,
					"Say which: " + String.join(", ", found.stream().map((fact) -> fact.id().path()).toList()) + ".");
		}
		if (found.isEmpty()) {
			String name = written.substring(written.lastIndexOf('.') + 1);
			throw ScaffoldException.unknown("The migrations make no table " + written,
					Naming.near(name, all.stream().map((path) -> path.substring(path.lastIndexOf('.') + 1))));
		}
		return found.get(0);
	}

	/**
	 * The name that is meant by what people write.
	 * @param written the name, maybe in double quotes
	 * @return the name as it is in the catalog
	 */
	static String name(String written) {
		if (written.length() > 2 && written.startsWith("\"") && written.endsWith("\"")) {
			return written.substring(1, written.length() - 1).replace("\"\"", "\"");
		}
		return written.matches("[A-Za-z_][A-Za-z0-9_$]*") ? written.toLowerCase(Locale.ROOT) : written;
	}

	static ObjectId child(Fact table, Kind kind, String name) {
		return new ObjectId(kind, table.id().schema(), table.id().name(), name);
	}

	/** The table as SQL. */
	String relation() {
		return Names.qualified(this.table.id().schema(), this.table.id().name());
	}

	String tableName() {
		return this.table.id().name();
	}

	/** The column's name as in the catalog. */
	String name() {
		return Objects.requireNonNull(this.column.id().sub());
	}

	/** The column as SQL. */
	String quoted() {
		return Names.quote(name());
	}

	String type() {
		return this.column.required("type");
	}

	boolean isNotNull() {
		return this.column.is("not_null");
	}

	/** The expression of the column's default, or {@code null}. */
	@Nullable String defaultValue() {
		Fact value = this.schema.find(child(this.table, Kind.DEFAULT, name()));
		return (value != null) ? value.required("expression") : null;
	}

	/** The names of the table's columns. */
	List<String> columns() {
		return children(Kind.COLUMN).map((child) -> String.valueOf(child.id().sub())).toList();
	}

	Stream<Fact> children(Kind kind) {
		return this.schema.childrenOf(this.table.id()).stream().filter((child) -> child.id().kind() == kind);
	}

	/** What needs the column, whatever it lives on. */
	List<Fact> dependents() {
		return this.schema.dependentsOf(this.column.id())
			.stream()
			.distinct()
			.map(this.schema::find)
			.filter(Objects::nonNull)
			.toList();
	}

	/**
	 * Columns that tell people which row it is: those of the primary key, or the column.
	 */
	String rowName() {
		return children(Kind.CONSTRAINT).filter((child) -> "p".equals(child.text("type")))
			.map((child) -> child.required("definition"))
			.filter((definition) -> definition.startsWith("PRIMARY KEY (") && definition.endsWith(")"))
			.map((definition) -> definition.substring("PRIMARY KEY (".length(), definition.length() - 1))
			.findFirst()
			.orElse(quoted());
	}

	boolean isTaken(ObjectId id) {
		return this.schema.find(id) != null;
	}

	/** Whether a relation of the table's schema has a name. */
	boolean isRelation(String name) {
		return Stream.of(Kind.values())
			.filter(Kind::isRelation)
			.anyMatch((kind) -> isTaken(ObjectId.of(kind, this.table.id().schema(), name)))
				|| this.schema.facts()
					.stream()
					.anyMatch((fact) -> fact.id().kind() == Kind.CONSTRAINT && name.equals(fact.id().sub())
							&& Objects.equals(fact.id().schema(), this.table.id().schema()));
	}

	/** Whether a constraint of the table has a name. */
	boolean isConstraint(String name) {
		return isTaken(child(this.table, Kind.CONSTRAINT, name));
	}

}
