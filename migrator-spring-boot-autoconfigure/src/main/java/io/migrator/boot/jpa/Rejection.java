package io.migrator.boot.jpa;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.util.ClassUtils;

/**
 * Tells which entity Hibernate rejects, and why.
 */
final class Rejection {

	private final List<String> classes;

	private final @Nullable ClassLoader classLoader;

	Rejection(List<String> classes, @Nullable ClassLoader classLoader) {
		this.classes = classes;
		this.classLoader = classLoader;
	}

	EntityScriptException explain(RuntimeException failure) {
		Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
		String reason = Objects.requireNonNullElse(cause.getMessage(), cause.toString());
		String culprit = culprit(failure).orElse("the application's entities");
		return new EntityScriptException("Hibernate rejects %s: %s".formatted(culprit, reason),
				"Correct the mapping; the application would not start with it either.", failure);
	}

	/**
	 * Hibernate names the class in a message only, if at all: looks in the innermost
	 * first.
	 */
	private Optional<String> culprit(Throwable failure) {
		List<String> messages = new ArrayList<>();
		for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
			if (cause.getMessage() != null) {
				messages.add(0, cause.getMessage());
			}
		}
		return messages.stream()
			.flatMap((message) -> named(message).stream())
			.findFirst()
			.or(() -> messages.stream().flatMap((message) -> owner(message).stream()).findFirst());
	}

	private Optional<String> named(String message) {
		return this.classes.stream()
			.filter(message::contains)
			.max(Comparator.comparingInt(String::length))
			.or(() -> this.classes.stream()
				.filter((name) -> message.contains("'" + ClassUtils.getShortName(name) + "'"))
				.findFirst());
	}

	/**
	 * The attribute of a type that a message mentions.
	 */
	private Optional<String> owner(String message) {
		for (String name : this.classes) {
			for (Field field : ClassUtils.resolveClassName(name, this.classLoader).getDeclaredFields()) {
				if (message.contains("'" + field.getType().getName() + "'")) {
					return Optional.of(name + "." + field.getName());
				}
			}
		}
		return Optional.empty();
	}

}
