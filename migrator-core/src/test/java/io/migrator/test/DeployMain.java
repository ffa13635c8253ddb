package io.migrator.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorSettings;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The process of {@link DeployProcess}: loads its classes, says that it is ready, then
 * deploys what it is told to.
 */
final class DeployMain {

	static final String READY = "ready";

	/** What the process is called in the server's list of sessions. */
	static final String APPLICATION_NAME = "deploy-process";

	private DeployMain() {
	}

	/**
	 * Runs.
	 * @param args a database on the same server to get warm with, without any history
	 * @throws IOException if the parent cannot be heard
	 */
	public static void main(String[] args) throws IOException {
		migrator(args[0], System.getProperty("java.io.tmpdir") + "/there-is-none").plan();
		System.out.println(READY);
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		String url = in.readLine();
		String folder = in.readLine();
		if (folder == null) {
			return;
		}
		try {
			System.out.println("applied " + migrator(url, folder).deploy().applied());
		}
		catch (MigratorException ex) {
			ex.printStackTrace(System.out);
			System.exit(ex.exitCode());
		}
	}

	private static Migrator migrator(String url, String folder) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		dataSource.setUser("postgres");
		dataSource.setPassword("postgres");
		MigratorSettings settings = new MigratorSettings("migrator", "default", Set.of("test"), Duration.ofSeconds(2),
				10, Duration.ofSeconds(60), OutOfOrder.APPLY, APPLICATION_NAME, null, null);
		MigrationSource source = MigrationSource.of("file:" + folder);
		return new Migrator(dataSource, source::load, settings, List.of(DeployMain::tell));
	}

	private static void tell(MigratorEvent event) {
		System.out.println(event);
	}

}
