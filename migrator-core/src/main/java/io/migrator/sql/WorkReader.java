package io.migrator.sql;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Reads what works on rows or on whole tables without changing their definition.
 */
final class WorkReader {

	private WorkReader() {
	}

	static @Nullable Fact read(Cursor cursor, String command) {
		return switch (command) {
			case "INSERT", "MERGE" -> cursor.accept("into") ? onOne(cursor, command) : null;
			case "UPDATE" -> restricted(cursor, command);
			case "DELETE" -> cursor.accept("from") ? restricted(cursor, command) : null;
			case "COPY", "COPY FROM", "COPY FROM STDIN", "COPY TO", "COPY TO STDOUT" -> onOne(cursor, command);
			case "TRUNCATE", "LOCK" -> {
				cursor.accept("table");
				List<QualifiedName> tables = cursor.names();
				cursor.accept("restart identity");
				cursor.accept("continue identity");
				yield work(command, tables, false, cursor.accept("cascade"), false);
			}
			case "VACUUM", "ANALYZE" -> {
				cursor.skipParentheses();
				while (cursor.accept("full") || cursor.accept("freeze") || cursor.accept("verbose")
						|| cursor.accept("analyze") || cursor.accept("skip_locked")) {
					continue;
				}
				yield work(command, cursor.names(), false, false, false);
			}
			case "CLUSTER" -> {
				cursor.skipParentheses();
				cursor.accept("verbose");
				QualifiedName table = cursor.name();
				yield work(command, (table != null) ? List.of(table) : List.of(), false, false, false);
			}
			case "REFRESH MATERIALIZED VIEW" -> {
				cursor.accept("materialized view");
				boolean concurrently = cursor.accept("concurrently");
				QualifiedName view = cursor.name();
				yield (view != null) ? work(command, List.of(view), false, false, concurrently) : null;
			}
			default -> null;
		};
	}

	private static @Nullable Fact onOne(Cursor cursor, String command) {
		cursor.accept("only");
		QualifiedName table = cursor.name();
		return (table != null) ? work(command, List.of(table), false, false, false) : null;
	}

	private static @Nullable Fact restricted(Cursor cursor, String command) {
		cursor.accept("only");
		QualifiedName table = cursor.name();
		boolean where = false;
		while (!cursor.atEnd() && !where) {
			where = cursor.at("where");
			cursor.skip();
		}
		return (table != null) ? work(command, List.of(table), where, false, false) : null;
	}

	private static Fact work(String command, List<QualifiedName> tables, boolean restricted, boolean cascade,
			boolean concurrently) {
		return new Fact.Work(command, List.copyOf(tables), restricted, cascade, concurrently);
	}

}
