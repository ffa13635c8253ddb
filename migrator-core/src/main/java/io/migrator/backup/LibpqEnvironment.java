package io.migrator.backup;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import io.migrator.shadow.ShadowServer;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;

/**
 * The way to a database in the environment variables that PostgreSQL's own programs read:
 * what the JDBC URL says in the driver's words, encryption included.
 *
 * @param variables the variables, without the password
 * @param password the password, or {@code null} if it is not known
 */
record LibpqEnvironment(Map<String, String> variables, @Nullable String password) {

	/** What would lead to another database than the one that is meant. */
	private static final List<String> ELSEWHERE = List.of("PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER",
			"PGSERVICE", "PGOPTIONS", "PGTARGETSESSIONATTRS", "PGLOADBALANCEHOSTS");

	/** Parameters of the driver, and what the programs call them. */
	private static final Map<String, String> SAME = Map.of("sslmode", "PGSSLMODE", "sslrootcert", "PGSSLROOTCERT",
			"sslcert", "PGSSLCERT", "sslkey", "PGSSLKEY", "sslNegotiation", "PGSSLNEGOTIATION", "gssEncMode",
			"PGGSSENCMODE", "channelBinding", "PGCHANNELBINDING", "requireAuth", "PGREQUIREAUTH", "kerberosServerName",
			"PGKRBSRVNAME", "options", "PGOPTIONS");

	LibpqEnvironment {
		variables = Map.copyOf(variables);
	}

	/**
	 * Translates a JDBC URL.
	 * @param server the way to the database, in the driver's words
	 * @return the same in those of PostgreSQL's programs
	 * @throws BackupException if there is no such translation
	 */
	static LibpqEnvironment of(ShadowServer server) {
		// Drivers that wrap another put their name in front of its
		Properties url = Driver
			.parseURL(server.url().replaceFirst("^jdbc:[a-zA-Z0-9-]+:postgresql:", "jdbc:postgresql:"), null);
		if (url == null || url.getProperty("socketFactory") != null) {
			throw new BackupException("pg_dump cannot go where the migrator's data source goes: " + server, null,
					"Give the migrator a connection that PostgreSQL's own programs can open as well "
							+ "(migrator.datasource.url, .username, .password), or take backups by a bean of type "
							+ "DatabaseBackup.",
					null);
		}
		Map<String, String> variables = new LinkedHashMap<>();
		hosts(url, variables);
		put(variables, "PGDATABASE", url.getProperty("PGDBNAME"));
		put(variables, "PGUSER", (server.user() != null) ? server.user() : url.getProperty("user"));
		SAME.forEach((parameter, variable) -> put(variables, variable, url.getProperty(parameter)));
		String ssl = url.getProperty("ssl");
		if (ssl != null && !variables.containsKey("PGSSLMODE") && (ssl.isEmpty() || Boolean.parseBoolean(ssl))) {
			variables.put("PGSSLMODE", "verify-full");
		}
		return new LibpqEnvironment(variables,
				(server.password() != null) ? server.password() : url.getProperty("password"));
	}

	private static void hosts(Properties url, Map<String, String> variables) {
		String hosts = url.getProperty("PGHOST", "localhost");
		variables.put("PGHOST", hosts.replaceAll("[\\[\\]]", ""));
		put(variables, "PGPORT", url.getProperty("PGPORT"));
		if (hosts.contains(",")) {
			// Of several, ours is one that can be written to
			variables.put("PGTARGETSESSIONATTRS", "read-write");
		}
	}

	private static void put(Map<String, String> variables, String name, @Nullable String value) {
		if (value != null && !value.isEmpty()) {
			variables.put(name, value);
		}
	}

	/**
	 * Points a program to the database.
	 * @param environment the environment that it inherits, which is changed
	 */
	void apply(Map<String, String> environment) {
		ELSEWHERE.forEach(environment::remove);
		environment.putAll(this.variables);
		environment.put("PGAPPNAME", "migrator backup");
		if (this.password != null) {
			environment.put("PGPASSWORD", this.password);
		}
	}

	/** The password is told to nobody. */
	@Override
	public String toString() {
		return this.variables.toString();
	}

}
