package io.migrator.boot.cli;

import java.io.Console;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.springframework.util.ReflectionUtils;

/**
 * Whether people are watching, on something that can move its cursor.
 */
final class Terminal {

	private static final Path STANDARD_ERROR = Path.of("/proc/self/fd/2");

	private Terminal() {
	}

	static boolean isPresent() {
		Console console = System.console();
		if (console == null || !movesItsCursor(System.getenv()) || isRedirected(STANDARD_ERROR)) {
			return false;
		}
		// Since Java 22 there is a console without a terminal too
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

	/**
	 * Whether escape sequences mean something. Windows says so only where they do.
	 */
	static boolean movesItsCursor(Map<String, String> environment) {
		String term = environment.get("TERM");
		return (term != null) ? !term.isEmpty() && !term.equals("dumb") : environment.containsKey("WT_SESSION");
	}

	/**
	 * Whether a stream goes to a file or pipe. Java's console tells of the other two
	 * streams only; Linux can be asked.
	 */
	static boolean isRedirected(Path stream) {
		try {
			String target = Files.readSymbolicLink(stream).toString();
			return !target.matches("/dev/(pts/.+|tty.*|console)");
		}
		catch (IOException | UnsupportedOperationException ex) {
			return false;
		}
	}

}
