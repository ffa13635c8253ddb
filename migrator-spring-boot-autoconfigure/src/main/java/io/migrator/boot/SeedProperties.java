package io.migrator.boot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import io.migrator.seed.SeedSource;

/**
 * Configuration properties of the seeds.
 */
public class SeedProperties {

	/**
	 * Where the seeds lie: "classpath:" and "file:" locations.
	 */
	private List<String> locations = new ArrayList<>(List.of(SeedSource.DEFAULT_LOCATION));

	/**
	 * Environments in which the application seeds its database at each start, after the
	 * migrations. None if empty.
	 */
	private Set<String> environments = new LinkedHashSet<>();

	public List<String> getLocations() {
		return this.locations;
	}

	public void setLocations(List<String> locations) {
		this.locations = locations;
	}

	public Set<String> getEnvironments() {
		return this.environments;
	}

	public void setEnvironments(Set<String> environments) {
		this.environments = environments;
	}

}
