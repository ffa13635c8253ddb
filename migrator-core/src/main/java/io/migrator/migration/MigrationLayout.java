package io.migrator.migration;

import java.time.LocalDateTime;
import java.util.List;

import io.migrator.migration.Listing.Entry;

/**
 * A way to lay migrations out on disk.
 * <p>
 * Every file of a location is offered to the layouts in turn; the first that claims it
 * reads it. A location in which two layouts claim files is an error.
 */
public interface MigrationLayout {

	/**
	 * The name for messages, e.g. {@code Flyway}.
	 * @return the name
	 */
	String name();

	/**
	 * Whether a file belongs to a migration of this layout, in either direction.
	 * @param entry the file
	 * @param listing all files of the location
	 * @return whether this layout reads it
	 */
	boolean claims(Entry entry, Listing listing);

	/**
	 * Reads the migrations of a location.
	 * @param claimed the files claimed, sorted by path
	 * @param listing all files of the location
	 * @param sink takes the migrations and warnings
	 * @throws InvalidMigrationsException if they contradict each other
	 */
	void read(List<Entry> claimed, Listing listing, Sink sink);

	/**
	 * The files of the next migration.
	 * @param existing the migrations of the location, in order
	 * @param name the words of the name, between {@code _}
	 * @param now the time in UTC
	 * @return the files to create
	 * @throws io.migrator.error.MigratorException if only the layout's own tool can
	 * create one
	 */
	List<NewFile> next(List<Migration> existing, String name, LocalDateTime now);

	/**
	 * Takes what a layout finds.
	 */
	interface Sink {

		/**
		 * Takes a migration whose version nobody else may have.
		 * @param migration the migration
		 */
		void add(Migration.Builder migration);

		/**
		 * Takes a migration that may share its version with others.
		 * @param migration the migration
		 */
		void addDated(Migration.Builder migration);

		/**
		 * Takes a warning.
		 * @param kind what kind of thing
		 * @param path the path below the location
		 * @param message what is to be said after the file's name, without a full stop
		 */
		void warn(MigrationWarning.Kind kind, String path, String message);

	}

}
