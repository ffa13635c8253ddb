package io.migrator.boot;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Objects;
import java.util.function.UnaryOperator;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.support.CronExpression;
import org.springframework.util.StringUtils;

/**
 * The times at which the schema is checked, in UTC, so that all replicas agree on them.
 */
final class DriftCron implements UnaryOperator<Instant> {

	private static final String PROPERTY = "migrator.drift.schedule";

	private final CronExpression expression;

	private DriftCron(CronExpression expression) {
		this.expression = expression;
	}

	/**
	 * Reads an expression.
	 * @param text the expression, or {@code null} or {@code -} for no checks at all
	 * @return the times, or {@code null} if there are none
	 * @throws MigratorException if it is not one
	 */
	static @Nullable DriftCron of(@Nullable String text) {
		if (!StringUtils.hasText(text) || text.strip().equals("-")) {
			return null;
		}
		CronExpression expression;
		try {
			expression = CronExpression.parse(text.strip());
		}
		catch (IllegalArgumentException ex) {
			throw invalid(text, "is no cron expression: " + ex.getMessage(), ex);
		}
		if (expression.next(ZonedDateTime.ofInstant(Instant.EPOCH, ZoneOffset.UTC)) == null) {
			throw invalid(text, "names a day that no year has", null);
		}
		return new DriftCron(expression);
	}

	private static MigratorException invalid(String text, String reason, @Nullable Throwable cause) {
		return new MigratorException("The property '" + PROPERTY + "' has the value \"" + text + "\", which " + reason,
				null, "Set " + PROPERTY + " to six fields (second, minute, hour, day of month, month, day of week), "
						+ "such as '0 0 3 * * *' for every day at 03:00 UTC, or remove it.",
				cause);
	}

	@Override
	public Instant apply(Instant time) {
		ZonedDateTime next = this.expression.next(time.atZone(ZoneOffset.UTC));
		return Objects.requireNonNull(next).toInstant();
	}

	@Override
	public String toString() {
		return this.expression + " (UTC)";
	}

}
