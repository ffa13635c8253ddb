package io.migrator.boot.gate;

import io.migrator.boot.gate.RequiresFeature.Otherwise;

/**
 * Somebody called what requires a feature that is closed.
 */
public class FeatureClosedException extends RuntimeException {

	private final String feature;

	private final Otherwise otherwise;

	/**
	 * Creates an exception.
	 * @param feature the feature's name
	 * @param otherwise what a caller over HTTP is told
	 */
	public FeatureClosedException(String feature, Otherwise otherwise) {
		super("Feature " + feature + " is closed");
		this.feature = feature;
		this.otherwise = otherwise;
	}

	public String feature() {
		return this.feature;
	}

	public Otherwise otherwise() {
		return this.otherwise;
	}

}
