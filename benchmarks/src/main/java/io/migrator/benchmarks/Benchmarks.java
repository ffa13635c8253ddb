package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
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
			new BigScript(), new SplitterSpeed(), new SchemaScale(), new BackfillScale(), new GateAnswers(),
			new BootStart());

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
			// what was measured quickly must not take the place of what was measured well
			Path page = quick ? folder.resolve("benchmarks.md") : Path.of(args[0]);
			for (Measure measure : MEASURES) {
				if (only.isBlank() || Arrays.asList(only.split(",")).contains(measure.name())) {
					System.out.println(measure.name());
					run(measure, lab).ifPresent(sections::add);
					write(page, sections, server);
				}
			}
			System.out.println(Files.readString(page));
		}
		System.exit(0);
	}

	/** What was measured before and comes after is not to be lost. */
	private static Optional<Section> run(Measure measure, Lab lab) {
		try {
			return Optional.of(measure.run(lab));
		}
		catch (Exception ex) {
			ex.printStackTrace();
			return Optional.empty();
		}
	}

	private static void quieten() {
		((Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
		LogManager.getLogManager().getLogger("").setLevel(java.util.logging.Level.SEVERE);
	}

	/** After each measure, so that nothing is lost if a later one is stopped. */
	private static void write(Path page, List<Section> sections, Server server) throws Exception {
		String before = Files.exists(page) ? Files.readString(page) : "";
		Files.createDirectories(page.toAbsolutePath().getParent());
		Files.writeString(page,
				Report.markdown(before, Facts.text(server), sections, MEASURES.stream().map(Measure::title).toList()));
		System.out.println("Written to " + page.normalize());
	}

}
