package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The arguments that are the migrator's; Spring properties may stand anywhere among them.
 *
 * @param arguments the command and its arguments
 */
record Invocation(List<String> arguments) {

	private static final Pattern SPRING_PROPERTY = Pattern.compile("--[\\w-]+[.\\[][^=]*(=.*)?", Pattern.DOTALL);

	/**
	 * Recognises an invocation of the command line.
	 * @param args the arguments of the application
	 * @return the invocation, or {@code null} if the application itself is to be started
	 */
	static @Nullable Invocation of(String... args) {
		List<String> own = new ArrayList<>();
		for (String arg : args) {
			if (!SPRING_PROPERTY.matcher(arg).matches()) {
				own.add(arg);
			}
			if (own.size() == 1 && !own.get(0).equals("migrator")) {
				return null;
			}
		}
		return own.isEmpty() ? null : new Invocation(List.copyOf(own.subList(1, own.size())));
	}

}
