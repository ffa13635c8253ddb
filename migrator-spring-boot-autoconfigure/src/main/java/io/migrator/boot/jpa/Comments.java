package io.migrator.boot.jpa;

import org.hibernate.boot.model.relational.Database;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UserDefinedObjectType;
import org.jspecify.annotations.Nullable;

/**
 * Makes literals of comments, which Hibernate puts between apostrophes as they are.
 */
final class Comments {

	private Comments() {
	}

	static void escape(Database database) {
		for (Namespace namespace : database.getNamespaces()) {
			for (Table table : namespace.getTables()) {
				table.setComment(escape(table.getComment()));
				table.getColumns().forEach(Comments::escape);
			}
			for (var type : namespace.getUserDefinedTypes()) {
				if (type instanceof UserDefinedObjectType object) {
					object.setComment(escape(object.getComment()));
					object.getColumns().forEach(Comments::escape);
				}
			}
		}
	}

	private static void escape(Column column) {
		column.setComment(escape(column.getComment()));
	}

	/**
	 * Doubles apostrophes, unless whoever wrote the comment has done so for Hibernate's
	 * sake.
	 */
	static @Nullable String escape(@Nullable String comment) {
		if (comment == null || comment.replace("''", "").indexOf('\'') < 0) {
			return comment;
		}
		return comment.replace("'", "''");
	}

}
