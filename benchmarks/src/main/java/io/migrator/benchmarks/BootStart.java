package io.migrator.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import io.migrator.benchmarks.Child.Outcome;
import io.migrator.benchmarks.Section.Target;
import io.migrator.benchmarks.app.Application;

/**
 * How much longer a Spring Boot application takes to be ready, and how much it grows.
 */
final class BootStart implements Measure {

	private static final String NONE = "none";

	@Override
	public String name() {
		return "boot";
	}

	@Override
	public String title() {
		return "A Spring Boot application with nothing pending";
	}

	@Override
	public Section run(Lab lab) throws Exception {
		int count = lab.size(1000);
		Section section = Section.of(title(),
				"""
						An application with web MVC and a pooled data source, from the start of its JVM until it is ready, with \
						%,d applied migrations in a jar on its class path; and the jars that the starter adds to it, besides \
						Spring's own."""
					.formatted(count),
				"starter", "ready after", "added", "CPU", "CPU added", "jars added");
		Path jar = Scripts.write(lab.folder("boot"), count, SmallMigrations::cheap).toJar().root();
		Map<String, Callable<Outcome>> starts = new LinkedHashMap<>();
		String empty = lab.server().createDatabase();
		starts.put(NONE, () -> start(Addon.bare(), jar, lab.server().url(empty), List.of()));
		for (Addon addon : Addon.ALL) {
			String database = lab.server().createDatabase();
			ClassPath classPath = Addon.bare().plus(addon.added().entries());
			starts.put(addon.tool(), () -> start(classPath, jar, lab.server().url(database), addon.arguments()));
			// the first start applies them, which shows that the tool is at work
			starts.get(addon.tool()).call();
			int applied = Integer.parseInt(lab.server().query(database, "SELECT count(*) FROM " + addon.history()));
			if (applied < count) {
				throw new IllegalStateException(addon.tool() + " has applied " + applied + " of " + count);
			}
		}
		lab.server().settle();
		Samples.interleaved(1, starts);
		report(section, Samples.interleaved(lab.rounds(9), starts));
		return section;
	}

	private static Outcome start(ClassPath classPath, Path scripts, String url, List<String> properties)
			throws Exception {
		List<String> arguments = new ArrayList<>(
				List.of("-cp", classPath.plus(List.of(scripts)).toString(), Application.class.getName(),
						"--server.port=0", "--spring.main.banner-mode=off", "--spring.datasource.url=" + url));
		arguments.addAll(properties);
		return Child.java(arguments, Duration.ofMinutes(2)).orThrow();
	}

	private static void report(Section section, Samples<Outcome> starts) throws Exception {
		double wall = starts.median(NONE, Outcome::wallMillis);
		double cpu = starts.median(NONE, Outcome::cpuMillis);
		section.row(NONE, Figures.seconds(wall), "–", Figures.seconds(cpu), "–", "–");
		for (Addon addon : Addon.ALL) {
			double own = starts.median(addon.tool(), Outcome::wallMillis);
			double ownCpu = starts.median(addon.tool(), Outcome::cpuMillis);
			section.row(addon.tool(), Figures.seconds(own), Figures.seconds(own - wall), Figures.seconds(ownCpu),
					Figures.seconds(ownCpu - cpu), Figures.megabytes(Addon.size(addon.besidesSpring())));
		}
		Addon ours = Addon.ALL.get(0);
		section.target(Target.atMost("time added to a Boot application's start", 0.25,
				(starts.median(ours.tool(), Outcome::wallMillis) - wall) / 1000, " s"));
		section.target(Target.atMost("jars added besides Spring's", 1, Addon.size(ours.besidesSpring()) / 1e6, " MB"));
	}

}
