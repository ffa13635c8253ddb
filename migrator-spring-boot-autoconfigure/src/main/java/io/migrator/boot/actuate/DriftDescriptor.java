package io.migrator.boot.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

import io.migrator.drift.DriftReport;
import io.migrator.drift.DriftedObject;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What a check of the schema found.
 *
 * @param drifted whether the schema is not as expected, or {@code null} if that is not
 * known
 * @param message the same in a sentence
 * @param checkedAt when it was checked, or {@code null} if it was not
 * @param durationMs how long that took in milliseconds, or {@code null}
 * @param checkedBy which process did it, or {@code null}
 * @param expectation what the schema was compared with, or {@code null}
 * @param count how many objects differ, or {@code null}
 * @param objects the first of them, sorted by name
 * @param restore the SQL that makes all of the schema what is expected, or {@code null}
 * @param adopt the SQL that, as a migration, makes expected what is there, or
 * {@code null}
 * @param failure why it was not checked, or {@code null}
 */
public record DriftDescriptor(@Nullable Boolean drifted, String message, @Nullable Instant checkedAt,
		@Nullable Long durationMs, @Nullable String checkedBy, @Nullable String expectation, @Nullable Integer count,
		List<DriftedObjectDescriptor> objects, @Nullable String restore, @Nullable String adopt,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

	static DriftDescriptor of(DriftReport report) {
		return new DriftDescriptor(report.isDrifted(), message(report), report.checkedAt(), report.took().toMillis(),
				report.checkedBy(), report.expectation(), report.count(),
				report.objects().stream().map(DriftedObjectDescriptor::of).toList(), report.restore(), report.adopt(),
				null);
	}

	private static String message(DriftReport report) {
		return switch (report.count()) {
			case 0 -> "The schema is as expected";
			case 1 -> "1 object is not as expected";
			default -> report.count() + " objects are not as expected";
		};
	}

	static DriftDescriptor unchecked() {
		return without("The schema was not checked yet: POST to this endpoint, run 'migrator drift', or set "
				+ "migrator.drift.schedule", null);
	}

	static DriftDescriptor of(MigratorException ex) {
		return without("The schema could not be checked", FailureDescriptor.of(ex));
	}

	private static DriftDescriptor without(String message, @Nullable FailureDescriptor failure) {
		return new DriftDescriptor(null, message, null, null, null, null, null, List.of(), null, null, failure);
	}

	/**
	 * One object that is not as expected, with what lives on it.
	 *
	 * @param kind what it is, such as {@code table}
	 * @param name its name with its schema
	 * @param change {@code missing}, {@code unexpected} or {@code changed}
	 * @param details what of it differs
	 * @param restore the SQL that makes it what is expected
	 * @param adopt the SQL that, as a migration, makes it expected as it is
	 * @param losses which data is lost by restoring, one sentence each
	 */
	public record DriftedObjectDescriptor(String kind, String name, String change, List<DetailDescriptor> details,
			String restore, String adopt, List<String> losses) {

		static DriftedObjectDescriptor of(DriftedObject object) {
			return new DriftedObjectDescriptor(object.kind(), object.name(),
					object.change().name().toLowerCase(Locale.ROOT),
					object.details().stream().map(DetailDescriptor::of).toList(), object.restore(), object.adopt(),
					object.losses());
		}

	}

	/**
	 * One attribute that differs.
	 *
	 * @param object what it is an attribute of: the object or something that lives on it
	 * @param attribute its name
	 * @param expected the value expected, or {@code null} for the server's default or
	 * nothing
	 * @param found the value found, or {@code null} for the server's default or nothing
	 */
	public record DetailDescriptor(String object, String attribute, @Nullable String expected, @Nullable String found) {

		static DetailDescriptor of(DriftedObject.Detail detail) {
			return new DetailDescriptor(detail.object(), detail.attribute(), detail.expected(), detail.found());
		}

	}

}
