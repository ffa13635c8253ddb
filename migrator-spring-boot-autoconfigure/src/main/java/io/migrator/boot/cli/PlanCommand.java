package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import io.migrator.Migrator;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Tells what a deploy would do.
 */
@Command(name = "plan", description = "Show what a deploy would do, and why; changes nothing.")
class PlanCommand extends MigratorCommand {

	@Option(names = "--check", description = "Exit with 3 if something is pending, with 5 if a deploy would refuse.")
	boolean check;

	@Override
	int run(Migrator migrator, Output output) {
		Plan plan = migrator.plan();
		output.answer(() -> text(plan), () -> Documents.plan(plan));
		return this.check ? Text.checked(plan) : 0;
	}

	private static List<String> text(Plan plan) {
		List<String> lines = new ArrayList<>();
		List<PlannedMigration> next = plan.next();
		lines.add(next.isEmpty() ? "A deploy would find nothing to apply."
				: "A deploy would apply " + Text.count(next.size(), "migration") + ":");
		next.forEach((migration) -> migration(lines, migration));
		List<PlannedMigration> held = plan.held();
		if (!held.isEmpty()) {
			lines.add("Held:");
			held.forEach((migration) -> migration(lines, migration));
		}
		Text.remarks(lines, plan);
		return lines;
	}

	private static void migration(List<String> lines, PlannedMigration migration) {
		lines.add("  " + migration.id());
		migration.reasons().forEach((reason) -> lines.add("    " + reason));
	}

}
