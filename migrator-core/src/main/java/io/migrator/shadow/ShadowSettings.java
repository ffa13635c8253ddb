package io.migrator.shadow;

import javax.sql.DataSource;

import org.jspecify.annotations.Nullable;

/**
 * Where a shadow may be made.
 *
 * @param source the database that the shadow stands for, whose server may serve and whose
 * locale and settings it takes over, or {@code null} if there is none
 * @param given the server or database that people chose for it, which is then the only
 * way, or {@code null}
 * @param embedded whether a server may be started for it if its classes are there
 */
public record ShadowSettings(@Nullable ShadowServer source, @Nullable ShadowServer given, boolean embedded) {

	/**
	 * A shadow for a database: on its server, or else on an embedded one.
	 * @param source the database
	 * @return the settings
	 */
	public static ShadowSettings of(DataSource source) {
		return new ShadowSettings(ShadowServer.of(source), null, true);
	}

	/**
	 * A shadow at a place that people chose, if they chose one.
	 * @param place the place, or {@code null} for none
	 * @return the same with that place
	 */
	public ShadowSettings at(@Nullable ShadowServer place) {
		return (place != null) ? new ShadowSettings(this.source, place, this.embedded) : this;
	}

	/**
	 * A shadow at a place that people chose.
	 * @param url the JDBC URL of a database
	 * @param user the role, or {@code null} if the URL says it
	 * @param password its password, or {@code null} if it needs none
	 * @return the same with that place
	 */
	public ShadowSettings withUrl(String url, @Nullable String user, @Nullable String password) {
		return at(new ShadowServer(url, user, password));
	}

}
