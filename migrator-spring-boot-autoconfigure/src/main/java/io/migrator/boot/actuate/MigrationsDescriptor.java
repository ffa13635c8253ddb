package io.migrator.boot.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.boot.format.Times;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One page of the plan.
 *
 * @param migrations the migrations of this page, in order
 * @param summary how many migrations stand where, whatever the page and state asked for
 * @param upToDate whether a deploy would find nothing to do
 * @param warnings what people should know though it stops nothing
 * @param problems what stops a deploy
 * @param page which page this is
 */
public record MigrationsDescriptor(List<Line> migrations, Map<String, Integer> summary, boolean upToDate,
		List<String> warnings, List<String> problems, Page page) implements OperationResponseBody {

	static MigrationsDescriptor of(Plan plan, List<PlannedMigration> matching, int page, int size) {
		List<Line> lines = matching.stream().skip((long) page * size).limit(size).map(Line::of).toList();
		Map<String, Integer> summary = new LinkedHashMap<>();
		plan.summary().forEach((state, count) -> summary.put(state.label(), count));
		int pages = (matching.size() + size - 1) / size;
		return new MigrationsDescriptor(lines, summary, plan.isUpToDate(), plan.warnings(), plan.problems(),
				new Page(page, size, matching.size(), pages));
	}

	/**
	 * One migration in short.
	 *
	 * @param id its id
	 * @param version its version, or {@code null} for a repeatable one
	 * @param description its name in words
	 * @param state where it stands
	 * @param reasons why
	 * @param next whether the next deploy runs it
	 * @param appliedAt when it was applied, or {@code null} if it is not
	 * @param durationMs wall time of its last attempt in milliseconds, or {@code null}
	 */
	public record Line(String id, @Nullable String version, String description, String state, List<String> reasons,
			boolean next, @Nullable Instant appliedAt, @Nullable Long durationMs) {

		static Line of(PlannedMigration migration) {
			return new Line(migration.id(), migration.version(), migration.description(), migration.state().label(),
					migration.reasons(), migration.next(), Times.appliedAt(migration), Times.durationMs(migration));
		}

	}

	/**
	 * Which page this is.
	 *
	 * @param number the page, counted from 0
	 * @param size how many migrations a page has
	 * @param totalElements how many migrations there are on all pages
	 * @param totalPages how many pages there are
	 */
	public record Page(int number, int size, int totalElements, int totalPages) {

	}

}
