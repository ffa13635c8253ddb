package io.migrator.benchmarks;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;

import javax.sql.DataSource;

import com.sun.management.OperatingSystemMXBean;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSettings.Throttle;
import io.migrator.backfill.BackfillSource;
import io.migrator.backfill.work.BackfillEngine;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorSettings;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * Fills the column in a process of its own: the way, {@code MIGRATOR} or
 * {@code SPRING_BATCH}; URL; rows of a batch, 0 for the default pace, or milliseconds if
 * negative; workers, 0 for the default; seconds at most; the file with which it says that
 * it is ready. It is when it has filled a small table the same way, as an application is
 * that has run for a while, and begins when the file is taken away.
 */
final class BackfillMain {

	private static final int WARM_UPS = 10;

	private static final int WARM_UP_BATCH = 1_000;

	private static final Throttle UNTHROTTLED = new Throttle(Duration.ofSeconds(1), null, null, null, false, false);

	private static int backfills;

	private BackfillMain() {
	}

	public static void main(String[] args) throws Exception {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(args[1]);
		int size = Integer.parseInt(args[2]);
		Duration atMost = Duration.ofSeconds(Long.parseLong(args[4]));
		Path ready = Path.of(args[5]);
		if (args[0].equals("MIGRATOR")) {
			int workers = Integer.parseInt(args[3]);
			try (HikariDataSource pool = pool(dataSource, workers)) {
				for (int i = 0; i < WARM_UPS; i++) {
					migrator(pool, "small.accounts", WARM_UP_BATCH, workers);
				}
				measured(ready, () -> migrator(pool, "public.accounts", size, workers));
			}
			return;
		}
		if (args[0].equals("SPRING_BATCH")) {
			try (HikariDataSource pool = pool(dataSource, 1)) {
				SpringBatchJob job = new SpringBatchJob(pool);
				for (int i = 0; i < WARM_UPS; i++) {
					job.run("small.accounts", size, atMost);
				}
				measured(ready, () -> job.run("public.accounts", size, atMost));
			}
			return;
		}
		BackfillWay way = BackfillWay.valueOf(args[0]);
		try (Connection connection = dataSource.getConnection()) {
			connection.setSchema("small");
			for (int i = 0; i < WARM_UPS; i++) {
				way.run(connection, WARM_UP_BATCH, atMost);
			}
			connection.setSchema("public");
			measured(ready, () -> way.run(connection, size, atMost));
		}
	}

	private static void measured(Path ready, Work work) throws Exception {
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		Files.createFile(ready);
		while (Files.exists(ready)) {
			Thread.sleep(1);
		}
		System.out.println("begin");
		long cpu = system.getProcessCpuTime();
		long start = System.nanoTime();
		work.run();
		System.out.printf("cost=%d,%d%n", System.nanoTime() - start, system.getProcessCpuTime() - cpu);
	}

	/** As an application has one; the others keep the one connection that they have. */
	private static HikariDataSource pool(PGSimpleDataSource dataSource, int workers) {
		HikariConfig config = new HikariConfig();
		config.setDataSource(dataSource);
		config.setMaximumPoolSize(((workers > 0) ? workers : BackfillSettings.defaults().threads()) + 2);
		config.setMinimumIdle(0);
		return new HikariDataSource(config);
	}

	private static void migrator(DataSource dataSource, String table, int size, int workers) throws Exception {
		Path folder = Files.createTempDirectory("backfills");
		Path file = folder.resolve("backfill_" + ++backfills + ".sql");
		Files.writeString(file, batch(size) + BackfillWay.SET.replace("accounts", table) + ";\n");
		BackfillSettings defaults = BackfillSettings.defaults();
		BackfillSettings settings = (workers == 0) ? defaults
				: new BackfillSettings(workers, workers, defaults.batchDuration(), 0, defaults.minBatchSize(),
						defaults.maxBatchSize(), defaults.lockTimeout(), defaults.attempts(), defaults.maxBackoff(),
						defaults.lease(), defaults.poll(), UNTHROTTLED);
		MigrationSource none = MigrationSource.of("file:" + folder.resolve("none"));
		BackfillSource source = new BackfillSource(List.of("file:" + folder), BackfillMain.class.getClassLoader(),
				List.of());
		BackfillEngine engine = new BackfillEngine(dataSource, new DataSourceTransactionManager(dataSource),
				source::load, none::load, MigratorSettings.defaults(), settings, List.of(), BackfillMain::hear);
		if (!engine.workers().run((name) -> true)) {
			throw new IllegalStateException(engine.list().toString());
		}
		Files.delete(file);
		Files.delete(folder);
	}

	private static String batch(int size) {
		return (size != 0) ? "-- migrator: batch=" + Math.abs(size) + ((size < 0) ? "ms" : "") + "\n" : "";
	}

	private static void hear(MigratorEvent event) {
		if (event instanceof BackfillBatchDone batch) {
			print(batch.rows(), batch.duration().toNanos());
		}
	}

	static void print(long rows, long nanos) {
		System.out.printf("batch=%d,%d%n", rows, nanos);
	}

	/**
	 * What is measured.
	 */
	private interface Work {

		void run() throws Exception;

	}

}
