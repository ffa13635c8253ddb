package io.migrator.migration;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

import io.migrator.sql.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * What Flyway's placeholders stand for, in the Flyway layout alone.
 *
 * @param enabled whether placeholders are replaced at all
 * @param prefix what opens a placeholder, normally <code>${</code>
 * @param suffix what closes it, normally <code>}</code>
 * @param values the values by name; upper and lower case make no difference
 */
public record Placeholders(boolean enabled, String prefix, String suffix, Map<String, String> values) {

	public Placeholders {
		if (prefix.isEmpty() || suffix.isEmpty()) {
			throw new IllegalArgumentException("A placeholder needs a prefix and a suffix, such as ${ and }");
		}
		TreeMap<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
		copy.putAll(values);
		values = Collections.unmodifiableMap(copy);
	}

	/**
	 * Flyway's own notation with these values.
	 * @param values the values by name
	 * @return enabled placeholders
	 */
	public static Placeholders of(Map<String, String> values) {
		return new Placeholders(true, "${", "}", values);
	}

	@Nullable String resolve(String name) {
		return this.values.get(name);
	}

	ScriptException unresolved(String script, int line, int column, String name) {
		return new ScriptException(script, line, column,
				"the placeholder " + this.prefix + name + this.suffix + " has no value",
				"Set migrator.flyway.placeholders." + name + ", or migrator.flyway.placeholder-replacement=false if "
						+ this.prefix + " is plain text in these scripts.");
	}

}
