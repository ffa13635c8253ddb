package io.migrator.boot;

import java.util.ArrayList;
import java.util.List;

import io.migrator.gate.Feature;

/**
 * Configuration properties of one feature.
 */
public class FeatureProperties {

	/**
	 * What must be done before the feature may be used: "migration:&lt;id&gt;",
	 * "backfill:&lt;name&gt;" or "check:&lt;name&gt;".
	 */
	private List<String> requires = new ArrayList<>();

	/**
	 * The feature that these properties describe.
	 * @param name its name
	 * @return the feature
	 */
	public Feature toFeature(String name) {
		return new Feature(name, this.requires);
	}

	public List<String> getRequires() {
		return this.requires;
	}

	public void setRequires(List<String> requires) {
		this.requires = requires;
	}

}
