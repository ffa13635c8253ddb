package io.migrator.boot;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.check.CheckSettings;
import io.migrator.check.CheckSource;

/**
 * Configuration properties of the named checks.
 */
public class CheckProperties {

	/**
	 * Whether the application runs its checks after it migrated or completed a backfill.
	 */
	private boolean enabled = true;

	/**
	 * Where the checks lie: "classpath:" and "file:" locations.
	 */
	private List<String> locations = new ArrayList<>(List.of(CheckSource.DEFAULT_LOCATION));

	/**
	 * How long a query of a check may run unless its file says otherwise.
	 */
	private Duration timeout = CheckSettings.DEFAULT_TIMEOUT;

	public boolean isEnabled() {
		return this.enabled;
	}

	public void setEnabled(boolean enabled) {
		this.enabled = enabled;
	}

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

}
