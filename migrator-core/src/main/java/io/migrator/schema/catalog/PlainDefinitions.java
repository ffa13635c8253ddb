package io.migrator.schema.catalog;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.Attributes;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Writes keys and indexes over plain columns as the server would, only faster.
 */
final class PlainDefinitions {

	private final AddressMap<Draft> objects;

	PlainDefinitions(AddressMap<Draft> objects) {
		this.objects = objects;
	}

	@Nullable String index(Attributes row, Address table) {
		String columns = columns(row.text("_columns"), table);
		return (columns != null) ? "USING btree " + columns : null;
	}

	@Nullable String constraint(Attributes row, Address table) {
		String columns = columns(row.text("_columns"), table);
		if (columns == null) {
			return null;
		}
		return switch (row.required("type")) {
			case "p" -> "PRIMARY KEY " + columns;
			case "u" -> "UNIQUE " + columns;
			case "f" -> foreignKey(columns, row);
			default -> null;
		};
	}

	private @Nullable String foreignKey(String columns, Attributes row) {
		Address references = Address.parse(row.required("_references"));
		Draft referenced = this.objects.get(references);
		String foreignColumns = columns(row.text("_foreign_columns"), references);
		if (referenced == null || foreignColumns == null) {
			return null;
		}
		String actions = row.required("_actions");
		return "FOREIGN KEY " + columns + " REFERENCES "
				+ Names.qualified(referenced.id().schema(), referenced.id().name()) + foreignColumns
				+ action(" ON UPDATE ", actions.charAt(0)) + action(" ON DELETE ", actions.charAt(1));
	}

	private static String action(String event, char code) {
		return switch (code) {
			case 'r' -> event + "RESTRICT";
			case 'c' -> event + "CASCADE";
			case 'n' -> event + "SET NULL";
			case 'd' -> event + "SET DEFAULT";
			default -> "";
		};
	}

	private @Nullable String columns(@Nullable String numbers, Address table) {
		if (numbers == null || numbers.isEmpty()) {
			return null;
		}
		List<String> names = new ArrayList<>();
		for (String number : numbers.split(" ")) {
			Draft column = this.objects.get(new Address(Catalogs.CLASS, table.oid(), Integer.parseInt(number)));
			if (column == null || column.id().sub() == null) {
				return null;
			}
			names.add(Names.quote(column.id().sub()));
		}
		return "(" + String.join(", ", names) + ")";
	}

}
