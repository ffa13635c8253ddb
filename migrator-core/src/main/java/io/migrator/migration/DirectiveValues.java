package io.migrator.migration;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.migration.DirectiveParser.Found;
import io.migrator.sql.ScriptException;
import org.jspecify.annotations.Nullable;

/**
 * Turns directives as written into typed values.
 */
final class DirectiveValues {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|sec|m|min|h|d)");

	private static final Pattern DIGITS = Pattern.compile("\\d{1,6}");

	private final String script;

	private final List<Found> found;

	DirectiveValues(String script, List<Found> found) {
		this.script = script;
		this.found = found;
	}

	static Directives typed(String script, List<Found> found, boolean nonTransactional) {
		DirectiveValues values = new DirectiveValues(script, found);
		return new Directives(nonTransactional || values.flag(Directive.NON_TRANSACTIONAL),
				values.duration(Directive.LOCK_TIMEOUT), values.duration(Directive.STATEMENT_TIMEOUT),
				values.words(Directive.ENVIRONMENTS), values.flag(Directive.REQUIRES_APPROVAL),
				List.copyOf(values.words(Directive.REQUIRES_BACKFILL)), values.window(), values.allowances(),
				values.afterStart(), List.copyOf(values.words(Directive.RENAMED_FROM)),
				Replacement.of(values.words(Directive.REPLACES)), values.text(Directive.WHY),
				values.text(Directive.RISK), values.text(Directive.ROLLBACK));
	}

	BackfillDirectives forBackfill() {
		Found batch = last(Directive.BATCH);
		boolean rows = batch != null && DIGITS.matcher(batch.value()).matches();
		String verify = text(Directive.VERIFY);
		return new BackfillDirectives(List.copyOf(words(Directive.AFTER)), List.copyOf(words(Directive.DEPENDS_ON)),
				words(Directive.ENVIRONMENTS), word(Directive.TABLE), List.copyOf(words(Directive.KEY)),
				rows ? null : positive(Directive.BATCH), rows ? count(Directive.BATCH) : null,
				count(Directive.PARALLEL), window(), (verify != null) ? verify.replaceFirst("[;\\s]+$", "") : null,
				word(Directive.VALIDATE), duration(Directive.LOCK_TIMEOUT), duration(Directive.STATEMENT_TIMEOUT),
				text(Directive.WHY));
	}

	SeedDirectives forSeed() {
		return new SeedDirectives(words(Directive.ENVIRONMENTS), duration(Directive.LOCK_TIMEOUT),
				duration(Directive.STATEMENT_TIMEOUT), text(Directive.WHY));
	}

	CheckDirectives forCheck() {
		return new CheckDirectives(words(Directive.ENVIRONMENTS), List.copyOf(words(Directive.AFTER)),
				List.copyOf(words(Directive.REQUIRES_BACKFILL)), flag(Directive.ON_DEMAND),
				duration(Directive.STATEMENT_TIMEOUT), text(Directive.WHY));
	}

	private @Nullable String word(Directive directive) {
		Found word = last(directive);
		if (word != null && word.value().isBlank()) {
			throw error(word, "the directive \"" + directive.key() + "\" has an empty value");
		}
		return (word != null) ? word.value().strip() : null;
	}

	private @Nullable Integer count(Directive directive) {
		Found count = last(directive);
		if (count == null) {
			return null;
		}
		if (!DIGITS.matcher(count.value()).matches() || Integer.parseInt(count.value()) == 0) {
			throw error(count, "\"" + count.value() + "\" is not a number from 1 to 999999");
		}
		return Integer.valueOf(count.value());
	}

	private @Nullable Duration positive(Directive directive) {
		Found found = last(directive);
		Duration duration = duration(directive);
		if (found != null && duration != null && duration.isZero()) {
			throw error(found, "\"" + found.value() + "\" is no time at all");
		}
		return duration;
	}

	private @Nullable Found last(Directive directive) {
		Found last = null;
		for (Found candidate : this.found) {
			if (candidate.directive() == directive) {
				if (last != null && !last.value().equals(candidate.value())) {
					throw error(candidate, "the directive \"" + directive.key() + "\" is given twice, as \""
							+ last.value() + "\" in line " + last.line() + " and as \"" + candidate.value() + "\"");
				}
				last = candidate;
			}
		}
		return last;
	}

	private boolean flag(Directive directive) {
		Found flag = last(directive);
		if (flag == null) {
			return false;
		}
		return switch (flag.value().toLowerCase(Locale.ROOT)) {
			case "true" -> true;
			case "false" -> false;
			default -> throw error(flag, "\"" + flag.value() + "\" is neither true nor false");
		};
	}

	private @Nullable Duration duration(Directive directive) {
		Found duration = last(directive);
		if (duration == null) {
			return null;
		}
		String value = duration.value().toLowerCase(Locale.ROOT);
		Matcher matcher = DURATION.matcher(value);
		if (matcher.matches()) {
			long amount = Long.parseLong(matcher.group(1));
			return switch (matcher.group(2)) {
				case "ms" -> Duration.ofMillis(amount);
				case "m", "min" -> Duration.ofMinutes(amount);
				case "h" -> Duration.ofHours(amount);
				case "d" -> Duration.ofDays(amount);
				default -> Duration.ofSeconds(amount);
			};
		}
		try {
			Duration parsed = Duration.parse(value);
			if (!parsed.isNegative()) {
				return parsed;
			}
		}
		catch (DateTimeException ex) {
			// said below
		}
		throw error(duration, "\"" + duration.value() + "\" is not a duration; there are 500ms, 5s, 10min, 1h, PT5S");
	}

	private Set<String> words(Directive directive) {
		Set<String> words = new LinkedHashSet<>();
		for (Found candidate : this.found) {
			if (candidate.directive() == directive) {
				List<String> parts = Arrays.stream(candidate.value().split(","))
					.map(String::strip)
					.filter((part) -> !part.isEmpty())
					.toList();
				if (parts.isEmpty()) {
					throw error(candidate, "the directive \"" + directive.key() + "\" has an empty value");
				}
				words.addAll(parts);
			}
		}
		return words;
	}

	private @Nullable Window window() {
		Found window = last(Directive.WINDOW);
		if (window == null) {
			return null;
		}
		try {
			String[] parts = window.value().strip().split("\\s+", 2);
			String[] times = parts[0].split("-", 2);
			String zone = (parts.length > 1) ? parts[1] : window.extra();
			LocalTime from = LocalTime.parse(times[0]);
			LocalTime to = LocalTime.parse(times[times.length - 1]);
			if (times.length == 2 && !from.equals(to)) {
				return new Window(from, to, (zone != null) ? ZoneId.of(zone) : null);
			}
		}
		catch (DateTimeException ex) {
			// said below
		}
		throw error(window, "\"" + window.value() + ((window.extra() != null) ? " " + window.extra() : "")
				+ "\" is not a window of two times of the day");
	}

	private List<Allowance> allowances() {
		List<Allowance> allowances = new ArrayList<>();
		for (Found candidate : this.found) {
			if (candidate.directive() == Directive.ALLOW) {
				allowances.add(new Allowance(candidate.value(), candidate.extra()));
			}
		}
		return allowances;
	}

	private boolean afterStart() {
		Found phase = last(Directive.PHASE);
		if (phase != null && !phase.value().equals("after-start")) {
			throw error(phase, "there is no phase \"" + phase.value() + "\"");
		}
		return phase != null;
	}

	private @Nullable String text(Directive directive) {
		List<String> lines = this.found.stream()
			.filter((candidate) -> candidate.directive() == directive)
			.map(Found::value)
			.toList();
		return lines.isEmpty() ? null : String.join("\n", lines);
	}

	private ScriptException error(Found directive, String problem) {
		return new ScriptException(this.script, directive.line(), directive.column(), problem,
				"Write for example " + directive.directive().example() + ".");
	}

}
