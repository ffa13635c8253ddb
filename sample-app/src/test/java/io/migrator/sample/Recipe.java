package io.migrator.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A YAML file of {@code docs/deploy}, or a part of one.
 *
 * @param name where it comes from, for messages
 * @param content its content
 */
record Recipe(String name, Map<String, Object> content) {

	/** The folder of the recipes. */
	static final Path FOLDER = Path.of("../docs/deploy");

	static Recipe read(String file) {
		LoaderOptions options = new LoaderOptions();
		options.setAllowDuplicateKeys(false);
		Object content = new Yaml(new SafeConstructor(options)).load(text(file));
		return new Recipe(file, map(file, content));
	}

	static String text(String file) {
		try {
			return Files.readString(FOLDER.resolve(file));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * All recipes that there are.
	 * @return their names, relative to the folder
	 */
	static List<String> all() {
		try (Stream<Path> files = Files.walk(FOLDER)) {
			return files.map((file) -> FOLDER.relativize(file).toString().replace('\\', '/'))
				.filter((file) -> file.matches(".*\\.ya?ml"))
				.sorted()
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A part that is there, and is a map.
	 * @param path its keys, and numbers for the elements of lists
	 * @return the part
	 */
	Recipe at(Object... path) {
		String name = this.name + Stream.of(path).map((key) -> "/" + key).toList();
		return new Recipe(name, map(name, get(path)));
	}

	/**
	 * A value that is there.
	 * @param path its keys, and numbers for the elements of lists
	 * @return the value
	 */
	Object get(Object... path) {
		Object value = find(path);
		assertThat(value).as("%s: %s", this.name, List.of(path)).isNotNull();
		return value;
	}

	/**
	 * A value that may be there.
	 * @param path its keys, and numbers for the elements of lists
	 * @return the value, or {@code null}
	 */
	Object find(Object... path) {
		Object value = this.content;
		for (Object key : path) {
			value = (value instanceof List<?> list && key instanceof Integer index)
					? ((index < list.size()) ? list.get(index) : null)
					: (value instanceof Map<?, ?> map) ? map.get(key) : null;
		}
		return value;
	}

	List<String> strings(Object... path) {
		return ((List<?>) get(path)).stream().map(String::valueOf).toList();
	}

	/**
	 * Variables of an environment, as a map or as Kubernetes lists them; of those that
	 * come from a secret, the name alone.
	 * @param path where they are
	 * @return the variables
	 */
	Map<String, String> environment(Object... path) {
		Map<String, String> environment = new LinkedHashMap<>();
		Object variables = find(path);
		if (variables instanceof Map<?, ?> map) {
			map.forEach((name, value) -> environment.put(String.valueOf(name), String.valueOf(value)));
		}
		else if (variables instanceof List<?> list) {
			for (Object element : list) {
				Map<String, Object> variable = map(this.name, element);
				assertThat(variable).as(this.name)
					.hasSize(2)
					.containsKey("name")
					.containsAnyOf(Map.entry("value", String.valueOf(variable.get("value"))),
							Map.entry("valueFrom", variable.getOrDefault("valueFrom", Map.of())));
				environment.put(String.valueOf(variable.get("name")), String.valueOf(variable.get("value")));
			}
		}
		return environment;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(String name, Object value) {
		assertThat(value).as(name).isInstanceOf(Map.class);
		return (Map<String, Object>) value;
	}

}
