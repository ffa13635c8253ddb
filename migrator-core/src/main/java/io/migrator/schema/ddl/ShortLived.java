package io.migrator.schema.ddl;

import java.nio.charset.StandardCharsets;

/**
 * Names of what a script makes and removes again.
 */
final class ShortLived {

	private static final int LONGEST = 63;

	private ShortLived() {
	}

	/**
	 * Makes a name that is not cut by the server.
	 * @param name what it is made of
	 * @param suffix what sets it apart
	 * @return both, the first one cut if necessary
	 */
	static String name(String name, String suffix) {
		return cut(name, LONGEST - suffix.length() - 1) + "_" + suffix;
	}

	/**
	 * Cuts a name.
	 * @param name the name
	 * @param bytes its greatest length in UTF-8
	 * @return the name or its beginning
	 */
	static String cut(String name, int bytes) {
		String cut = name;
		while (cut.getBytes(StandardCharsets.UTF_8).length > bytes) {
			cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
		}
		return cut;
	}

}
