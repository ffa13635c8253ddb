package io.migrator.boot.cli;

import java.io.Console;
import java.lang.reflect.Method;

import org.springframework.util.ReflectionUtils;

/**
 * Whether people are watching.
 */
final class Terminal {

	private Terminal() {
	}

	static boolean isPresent() {
		Console console = System.console();
		if (console == null) {
			return false;
		}
		// Since Java 22 there is a console without a terminal too
		Method isTerminal = ReflectionUtils.findMethod(Console.class, "isTerminal");
		return isTerminal == null || Boolean.TRUE.equals(ReflectionUtils.invokeMethod(isTerminal, console));
	}

}
