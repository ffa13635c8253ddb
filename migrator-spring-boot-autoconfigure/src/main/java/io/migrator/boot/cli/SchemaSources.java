package io.migrator.boot.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import javax.sql.DataSource;

import io.migrator.boot.DevelopmentTools;
import io.migrator.boot.jpa.EntityScript;
import io.migrator.develop.DesiredScript;
import io.migrator.develop.SchemaSource;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Schemas by the words of the command line.
 */
final class SchemaSources {

	/** What can be said, for help texts. */
	static final String WORDS = "migrations, entities, schema, a .sql file or folder, database, snapshot, "
			+ "a jdbc:postgresql: URL, empty";

	/** The desired schema unless another file is named. */
	static final Path SCHEMA = Path.of("src/main/resources/db/schema.sql");

	private SchemaSources() {
	}

	/**
	 * Finds what a word means.
	 * @param word the word
	 * @param context the application's context
	 * @param tools the application's tools
	 * @return the source
	 * @throws MigratorException if it means nothing
	 */
	static SchemaSource parse(String word, ConfigurableApplicationContext context, DevelopmentTools tools) {
		switch (word) {
			case "migrations" -> {
				return new SchemaSource.Migrations();
			}
			case "empty" -> {
				return new SchemaSource.Empty();
			}
			case "database" -> {
				return new SchemaSource.Database("the database", tools.dataSource());
			}
			case "snapshot" -> {
				return new SchemaSource.Stored("the snapshot of the last deploy", tools.dataSource());
			}
			case "entities" -> {
				return new SchemaSource.Generated("the entities", (version) -> EntityScript.create(context, version));
			}
			case "schema" -> {
				return new SchemaSource.Scripts(SCHEMA.toString(), DesiredScript.read(SCHEMA));
			}
			default -> {
				if (word.startsWith("jdbc:")) {
					return new SchemaSource.Database(word.replaceFirst("[?].*", ""), dataSource(word));
				}
				Path path = Path.of(word);
				if (word.endsWith(".sql") || Files.isDirectory(path)) {
					return new SchemaSource.Scripts(word, DesiredScript.read(path));
				}
				throw new UnknownSourceException(word);
			}
		}
	}

	static DataSource dataSource(String url) {
		try {
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setURL(url);
			return dataSource;
		}
		catch (IllegalArgumentException ex) {
			throw new UnknownSourceException(url.replaceFirst("[?].*", ""));
		}
	}

	/**
	 * A word that means no schema.
	 */
	static final class UnknownSourceException extends MigratorException {

		UnknownSourceException(String word) {
			super("'" + word + "' is no schema", null, "Say one of: " + WORDS + ".", null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.USAGE;
		}

	}

}
