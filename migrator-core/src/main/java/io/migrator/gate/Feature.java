package io.migrator.gate;

import java.util.List;

/**
 * Something of the application that must not be used before the database is ready for it.
 *
 * @param name its name
 * @param requires what must be done, each as in {@link Requirement#text}
 */
public record Feature(String name, List<String> requires) {

	public Feature {
		requires = requires.stream().map(String::strip).distinct().toList();
	}

}
