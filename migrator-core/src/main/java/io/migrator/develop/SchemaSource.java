package io.migrator.develop;

import java.util.List;
import java.util.function.IntFunction;

import javax.sql.DataSource;

/**
 * Where a schema comes from.
 */
public sealed interface SchemaSource {

	/**
	 * What people call it.
	 * @return a few words
	 */
	String label();

	/**
	 * What the application's migrations make, all of them.
	 */
	record Migrations() implements SchemaSource {

		@Override
		public String label() {
			return "the migrations";
		}

	}

	/**
	 * What scripts make, such as a schema file or the one that entities ask for.
	 *
	 * @param label what people call it
	 * @param scripts the scripts
	 */
	record Scripts(String label, List<DesiredScript> scripts) implements SchemaSource {

		public Scripts {
			scripts = List.copyOf(scripts);
		}

	}

	/**
	 * What a script makes that depends on the server, such as the one that entities ask
	 * for.
	 *
	 * @param label what people call it
	 * @param script writes the script for a server's major version, such as 18
	 */
	record Generated(String label, IntFunction<String> script) implements SchemaSource {
	}

	/**
	 * A database as it is now.
	 *
	 * @param label what people call it
	 * @param dataSource the way there
	 */
	record Database(String label, DataSource dataSource) implements SchemaSource {
	}

	/**
	 * The snapshot that the last deploy to a database left there.
	 *
	 * @param label what people call it
	 * @param dataSource the way there
	 */
	record Stored(String label, DataSource dataSource) implements SchemaSource {
	}

	/**
	 * Nothing at all.
	 */
	record Empty() implements SchemaSource {

		@Override
		public String label() {
			return "an empty database";
		}

	}

}
