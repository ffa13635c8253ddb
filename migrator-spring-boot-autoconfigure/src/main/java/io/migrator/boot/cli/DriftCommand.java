package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.migrator.drift.DriftChecks;
import io.migrator.drift.DriftReport;
import io.migrator.drift.DriftedObject;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Checks whether the schema is still the expected one.
 */
@Command(name = "drift", description = "Show what of the schema is not what the migrations made, and both ways out.")
class DriftCommand extends AnyCommand {

	@Option(names = "--check", description = "Exit with 3 if something is not as expected.")
	boolean check;

	@Option(names = "--sql", paramLabel = "<way>",
			description = "Print only the SQL of one way out: restore, which makes the schema what is expected, "
					+ "or adopt, which as a migration makes expected what is there.")
	@Nullable WayOut sql;

	@Override
	int run(ConfigurableApplicationContext context, Output output) {
		DriftChecks checks = context.getBeanProvider(DriftChecks.class).getIfAvailable();
		if (checks == null) {
			throw new MigratorException(
					"The schema is not checked: migrator.drift.enabled is false, or the application "
							+ "has a Migrator bean of its own and no DriftChecks",
					null, "Set migrator.drift.enabled=true, or define a DriftChecks bean beside the Migrator.", null);
		}
		DriftReport report = checks.check();
		output.answer(() -> (this.sql != null) ? sql(report, this.sql) : text(report), () -> DriftDocument.of(report));
		return (this.check && report.isDrifted()) ? ExitCodes.DIFFERENCE : ExitCodes.DONE;
	}

	private static List<String> sql(DriftReport report, WayOut way) {
		List<String> lines = new ArrayList<>();
		if (way == WayOut.RESTORE) {
			report.objects()
				.stream()
				.flatMap((object) -> object.losses().stream())
				.distinct()
				.forEach((loss) -> lines.add("-- Loses data: " + Text.oneLine(loss)));
		}
		String script = (way == WayOut.RESTORE) ? report.restore() : report.adopt();
		lines.addAll(script.lines().toList());
		return lines;
	}

	private static List<String> text(DriftReport report) {
		if (!report.isDrifted()) {
			return List.of("The schema agrees with " + report.expectation() + ".");
		}
		List<String> lines = new ArrayList<>();
		lines.add("The schema has drifted from " + report.expectation() + ": " + Text.count(report.count(), "object")
				+ ".");
		report.objects().forEach((object) -> describe(lines, object));
		int more = report.count() - report.objects().size();
		if (more > 0) {
			lines.add("");
			lines.add("… and " + more + " more; the scripts of --sql=restore and --sql=adopt hold all of them.");
		}
		return lines;
	}

	private static void describe(List<String> lines, DriftedObject object) {
		lines.add("");
		lines.add(object.toString());
		object.details().forEach((detail) -> lines.add("  " + describe(detail)));
		lines.add("  to go back:");
		object.restore().lines().forEach((line) -> lines.add("    " + line));
		object.losses().forEach((loss) -> lines.add("    which loses data: " + loss));
		lines.add("  to keep it, as a migration:");
		object.adopt().lines().forEach((line) -> lines.add("    " + line));
	}

	private static String describe(DriftedObject.Detail detail) {
		if (detail.attribute().equals("exists")) {
			return detail.object() + ("yes".equals(detail.found()) ? " is not expected" : " is not there");
		}
		return detail.object() + " " + detail.attribute() + ": expected " + value(detail.expected()) + ", found "
				+ value(detail.found());
	}

	private static String value(@Nullable String value) {
		return (value != null) ? Text.oneLine(value) : "nothing";
	}

	/**
	 * A way out of drift.
	 */
	enum WayOut {

		RESTORE, ADOPT;

		@Override
		public String toString() {
			return name().toLowerCase(Locale.ROOT);
		}

	}

}
