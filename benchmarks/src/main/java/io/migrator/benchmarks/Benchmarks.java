package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.LogManager;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Measures everything and writes the report.
 */
final class Benchmarks {

	private static final List<Measure> MEASURES = List.of(new NoOpStart(), new RoundTrips(), new ApplyMany(),
			new BigScript(), new SplitterSpeed(), new SchemaScale(), new BootStart());

	private Benchmarks() {
	}

	public static void main(String[] args) throws Exception {
		quieten();
		String only = System.getProperty("only", "");
		boolean quick = Boolean.getBoolean("quick");
		Path folder = Path.of(args[1]);
		FileSystemUtils.deleteRecursively(folder);
		List<Section> sections = new ArrayList<>();
		try (Server server = Server.start()) {
			Lab lab = new Lab(server, Files.createDirectories(folder), quick);
			for (Measure measure : MEASURES) {
				if (only.isBlank() || Arrays.asList(only.split(",")).contains(measure.name())) {
					System.out.println(measure.name());
					sections.add(run(measure, lab));
				}
			}
			String report = Report.markdown(Facts.text(server), sections);
			System.out.println(report);
			// a part of the figures must not take the place of all
			boolean whole = only.isBlank() && !quick;
			write(whole ? Path.of(args[0]) : folder.resolve("benchmarks.md"), report);
		}
		System.exit(0);
	}

	/** What was measured before and comes after is not to be lost. */
	private static Section run(Measure measure, Lab lab) {
		try {
			return measure.run(lab);
		}
		catch (Exception ex) {
			ex.printStackTrace();
			Section failed = Section.of("Not measured: " + measure.name(), "The run failed.", "measure");
			failed.target(new Section.Target(measure.name(), "measured", "failed", false));
			return failed;
		}
	}

	private static void quieten() {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		LogManager.getLogManager().getLogger("").setLevel(java.util.logging.Level.SEVERE);
	}

	private static void write(Path file, String report) throws IOException {
		Files.createDirectories(file.toAbsolutePath().getParent());
		Files.writeString(file, report);
		System.out.println("Written to " + file.normalize());
	}

}
