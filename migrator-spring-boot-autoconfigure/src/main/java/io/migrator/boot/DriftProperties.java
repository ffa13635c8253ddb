package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;

import io.migrator.drift.DriftSettings.Expect;
import io.migrator.shadow.ShadowServer;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Configuration properties of the checks whether the schema is still the one that the
 * migrations made.
 */
public class DriftProperties {

	/**
	 * Whether the schema can be checked, and a deploy keeps a snapshot of it to compare
	 * with.
	 */
	private boolean enabled = true;

	/**
	 * When to check, as a cron expression with seconds such as "0 0 3 * * *" (time zone
	 * UTC). One replica does it for all. No checks by themselves if not set.
	 */
	private @Nullable String schedule;

	/**
	 * What the live schema is compared with.
	 */
	private Expect expect = Expect.AUTO;

	/**
	 * Patterns of objects that do not matter, such as "public.tmp_*" or "index *_debug".
	 */
	private List<String> ignore = new ArrayList<>();

	/**
	 * Schemas to look at. All of the database if empty.
	 */
	private List<String> schemas = new ArrayList<>();

	/**
	 * JDBC URL of a server for shadow databases. Uses the application's server if its
	 * role may create databases, or an embedded server if there is one on the class path,
	 * if not set.
	 */
	private @Nullable String shadowUrl;

	/**
	 * Login user of the shadow server.
	 */
	private @Nullable String shadowUsername;

	/**
	 * Login password of the shadow server.
	 */
	private @Nullable String shadowPassword;

	/**
	 * The place for shadows that these properties name.
	 * @return the place, or {@code null} if they name none
	 */
	public @Nullable ShadowServer toShadowServer() {
		return StringUtils.hasText(this.shadowUrl)
				? new ShadowServer(this.shadowUrl, this.shadowUsername, this.shadowPassword) : null;
	}

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public @Nullable String getSchedule() {
		return this.schedule;
	}

	public void setSchedule(@Nullable String schedule) {
		this.schedule = schedule;
	}

	public Expect getExpect() {
		return this.expect;
	}

	public void setExpect(Expect expect) {
		this.expect = expect;
	}

	public List<String> getIgnore() {
		return this.ignore;
	}

	public void setIgnore(List<String> ignore) {
		this.ignore = ignore;
	}

	public List<String> getSchemas() {
		return this.schemas;
	}

	public void setSchemas(List<String> schemas) {
		this.schemas = schemas;
	}

	public @Nullable String getShadowUrl() {
		return this.shadowUrl;
	}

	public void setShadowUrl(@Nullable String shadowUrl) {
		this.shadowUrl = shadowUrl;
	}

	public @Nullable String getShadowUsername() {
		return this.shadowUsername;
	}

	public void setShadowUsername(@Nullable String shadowUsername) {
		this.shadowUsername = shadowUsername;
	}

	public @Nullable String getShadowPassword() {
		return this.shadowPassword;
	}

	public void setShadowPassword(@Nullable String shadowPassword) {
		this.shadowPassword = shadowPassword;
	}

}
