package io.migrator.backfill.work;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.UUID;
import java.util.function.Function;

import io.migrator.backfill.BackfillKey;
import io.migrator.error.MigratorException;

/**
 * Turns a key, which is text as the server writes it, into what a bean wants.
 *
 * @param <K> what it wants
 * @param type its class
 * @param decoder turns one key into it
 */
record KeyType<K>(Class<K> type, Function<BackfillKey, ?> decoder) {

	/** As the server writes it with {@code DateStyle ISO}. */
	private static final DateTimeFormatter TIMESTAMP = new DateTimeFormatterBuilder()
		.append(DateTimeFormatter.ISO_LOCAL_DATE)
		.appendLiteral(' ')
		.append(DateTimeFormatter.ISO_LOCAL_TIME)
		.optionalStart()
		.appendOffset("+HH:mm:ss", "Z")
		.toFormatter();

	static <K> KeyType<K> of(Class<K> type) {
		return new KeyType<>(type, decoder(type));
	}

	private static Function<BackfillKey, ?> decoder(Class<?> type) {
		if (type == BackfillKey.class) {
			return Function.identity();
		}
		if (type == String.class) {
			return KeyType::single;
		}
		if (type == Long.class) {
			return (key) -> Long.valueOf(single(key));
		}
		if (type == UUID.class) {
			return (key) -> UUID.fromString(single(key));
		}
		if (type == Instant.class) {
			return (key) -> instant(single(key));
		}
		throw new MigratorException("A backfill cannot have keys of " + type.getName(), null,
				"Use Long, UUID, String, Instant or BackfillKey, which serves every key.", null);
	}

	K decode(BackfillKey key) {
		return this.type.cast(this.decoder.apply(key));
	}

	private static String single(BackfillKey key) {
		if (key.values().size() != 1) {
			throw new IllegalArgumentException(
					"The key has " + key.values().size() + " columns: take it as BackfillKey");
		}
		return key.values().get(0);
	}

	/** What PostgreSQL has beyond all times is beyond all times in Java, too. */
	private static Instant instant(String text) {
		if (text.equals("infinity")) {
			return Instant.MAX;
		}
		if (text.equals("-infinity")) {
			return Instant.MIN;
		}
		TemporalAccessor time = TIMESTAMP.parseBest(text, OffsetDateTime::from, LocalDateTime::from);
		return (time instanceof OffsetDateTime zoned) ? zoned.toInstant()
				: ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
	}

}
