package io.migrator.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;

import javax.sql.DataSource;

import io.migrator.Migrator;
import io.migrator.benchmarks.Section.Target;
import io.migrator.gate.Feature;
import io.migrator.gate.KnownNames;
import io.migrator.gate.MigrationGate;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;

/**
 * What it costs to ask whether a feature is open.
 */
final class GateAnswers implements Measure {

	private static final int ASKED_AT_ONCE = 1_000;

	private static final Duration WARM_UP = Duration.ofSeconds(2);

	private static final Duration ROUND = Duration.ofMillis(500);

	@Override
	public String name() {
		return "gate";
	}

	@Override
	public String title() {
		return "Asking a gate";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		Section section = Section.of(title(), """
				`MigrationGate.isOpen` in one warm thread, while the gate keeps its answers up to date beside it; \
				medians of five rounds.""", "asked for", "one answer");
		String database = lab.server().createDatabase();
		DataSource dataSource = lab.server().dataSource(database);
		Scripts scripts = Scripts.write(lab.folder("gate"), 10, SmallMigrations::cheap);
		MigrationSource source = MigrationSource.of("file:" + scripts.folder());
		new Migrator(dataSource, source::load, MigratorSettings.defaults(), List.of()).deploy();
		String last = "migration:" + source.load().list().get(9).id();
		MigrationGate gate = new MigrationGate(dataSource, MigratorSettings.defaults(),
				List.of(new Feature("ready", List.of(last)), new Feature("later", List.of("backfill:never"))),
				new KnownNames(source::load, () -> Set.of("never"), Set::of), (event) -> {
				});
		gate.start();
		try {
			gate.refresh();
			Map<String, Callable<Double>> questions = new LinkedHashMap<>();
			questions.put("a feature that is open", () -> nanos(gate, "ready", true, ROUND));
			questions.put("a feature that is closed", () -> nanos(gate, "later", false, ROUND));
			questions.put("a migration", () -> nanos(gate, last, true, ROUND));
			gate.isOpen(last);
			gate.refresh();
			nanos(gate, "ready", true, WARM_UP);
			Samples<Double> answers = Samples.interleaved(lab.rounds(5), questions);
			answers.names()
				.forEach((name) -> section.row(name, Figures.plain(answers.median(name, Double::doubleValue)) + " ns"));
			section.target(Target.atMost("an answer of a gate", 100,
					answers.median("a feature that is open", Double::doubleValue), " ns"));
		}
		finally {
			gate.stop();
			lab.server().dropDatabase(database);
		}
		return section;
	}

	private static double nanos(MigrationGate gate, String name, boolean expected, Duration atLeast) {
		long asked = 0;
		long start = System.nanoTime();
		long nanos = 0;
		while (nanos < atLeast.toNanos()) {
			for (int i = 0; i < ASKED_AT_ONCE; i++) {
				if (gate.isOpen(name) != expected) {
					throw new IllegalStateException(gate.state(name).toString());
				}
			}
			asked += ASKED_AT_ONCE;
			nanos = System.nanoTime() - start;
		}
		return nanos / (double) asked;
	}

}
