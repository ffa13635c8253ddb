package io.migrator.boot;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of any kind, whatever they are made of.
 */
final class OneOfAKind {

	private static final Map<Class<?>, Object> VALUES = Map.of(String.class, "any", int.class, 7, long.class, 7L,
			boolean.class, true, double.class, 0.5, List.class, List.of("any"), Duration.class, Duration.ofSeconds(7),
			Instant.class, Instant.EPOCH, Throwable.class, new IllegalStateException("any"), MigratorException.class,
			new MigratorException("any", null, "any", null));

	private OneOfAKind() {
	}

	static <T> T of(Class<T> type) {
		RecordComponent[] components = type.getRecordComponents();
		try {
			return type
				.getDeclaredConstructor(Stream.of(components).map(RecordComponent::getType).toArray(Class<?>[]::new))
				.newInstance(Stream.of(components).map(OneOfAKind::value).toArray());
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(type.getName(), ex);
		}
	}

	private static @Nullable Object value(RecordComponent component) {
		return VALUES.get(component.getType());
	}

}
