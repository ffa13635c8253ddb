package io.migrator.boot.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.check.CheckResult;
import io.migrator.check.CheckState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Where checks stand.
 *
 * @param checks the checks, in the order of their names
 * @param summary how many stand where
 * @param failure why they were not run, or {@code null}
 */
public record ChecksDescriptor(List<Line> checks, Map<String, Integer> summary,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

	static ChecksDescriptor of(List<CheckResult> results) {
		Map<String, Integer> summary = new LinkedHashMap<>();
		for (CheckState state : CheckState.values()) {
			summary.put(state.word(), (int) results.stream().filter((result) -> result.state() == state).count());
		}
		return new ChecksDescriptor(results.stream().map(Line::of).toList(), summary, null);
	}

	static ChecksDescriptor of(FailureDescriptor failure) {
		return new ChecksDescriptor(List.of(), Map.of(), failure);
	}

	/**
	 * Where a check stands.
	 *
	 * @param name its name
	 * @param source its file
	 * @param state where it stands
	 * @param reason what it waits for, or why it counts as unchecked, or {@code null}
	 * @param why why it is there, or {@code null}
	 * @param checkedAt when it was last run, or {@code null}
	 * @param passedAt when it last passed, or {@code null}
	 * @param durationMs how long the last run took, in milliseconds, or {@code null}
	 * @param found what the last run found that it should not, or {@code null}
	 */
	public record Line(String name, String source, String state, @Nullable String reason, @Nullable String why,
			@Nullable Instant checkedAt, @Nullable Instant passedAt, @Nullable Long durationMs,
			@Nullable String found) implements OperationResponseBody {

		static Line of(CheckResult result) {
			return new Line(result.name(), result.source(), result.state().word(), result.reason(), result.why(),
					result.checkedAt(), result.passedAt(),
					(result.duration() != null) ? result.duration().toMillis() : null, result.found());
		}

	}

}
