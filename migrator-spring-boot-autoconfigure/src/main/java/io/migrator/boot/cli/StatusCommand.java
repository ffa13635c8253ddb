package io.migrator.boot.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.Migrator;
import io.migrator.boot.format.Durations;
import io.migrator.boot.format.Times;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tells where every migration stands.
 */
@Command(name = "status", description = "Show where every migration stands.")
class StatusCommand extends MigratorCommand {

	@Option(names = "--check", description = "Exit with 3 if something is pending, with 5 if a deploy would refuse.")
	boolean check;

	@Override
	int run(Migrator migrator, Output output) {
		Plan plan = migrator.plan();
		output.answer(() -> text(plan), () -> Documents.status(plan));
		return this.check ? Text.checked(plan) : 0;
	}

	private static List<String> text(Plan plan) {
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("STATE", "MIGRATION", "APPLIED AT", "TIME"));
		List<String> lines = new ArrayList<>();
		plan.migrations().forEach((migration) -> rows.add(row(migration)));
		List<String> table = Text.table(rows);
		lines.add(table.get(0));
		for (int i = 0; i < plan.migrations().size(); i++) {
			lines.add(table.get(i + 1));
			plan.migrations().get(i).reasons().forEach((reason) -> lines.add("  " + reason));
		}
		lines.add("");
		lines.add(plan.summary()
			.entrySet()
			.stream()
			.filter((count) -> count.getValue() > 0)
			.map((count) -> count.getValue() + " " + count.getKey().label().replace('_', ' '))
			.collect(Collectors.joining(", ", "", plan.migrations().isEmpty() ? "There are no migrations." : "")));
		Text.remarks(lines, plan);
		return lines;
	}

	private static List<String> row(PlannedMigration migration) {
		Instant appliedAt = Times.appliedAt(migration);
		Long duration = Times.durationMs(migration);
		return List.of(migration.state().label(), migration.id(), (appliedAt != null) ? appliedAt.toString() : "",
				(duration != null) ? Durations.format(Duration.ofMillis(duration)) : "");
	}

}
