package io.migrator.backfill.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillSource;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorEvent.BackfillBatchDone;
import io.migrator.run.MigratorSettings;
import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The process of {@link BackfillProcess}.
 */
final class BackfillMain {

	static final String READY = "ready";

	/** What its sessions are called on the server. */
	static final String APPLICATION_NAME = "backfill-process";

	private BackfillMain() {
	}

	public static void main(String[] args) throws IOException {
		BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
		try (HikariDataSource pool = new HikariDataSource()) {
			System.out.println(READY);
			PGSimpleDataSource dataSource = new PGSimpleDataSource();
			dataSource.setUrl(in.readLine());
			dataSource.setUser("postgres");
			dataSource.setPassword("postgres");
			dataSource.setApplicationName(APPLICATION_NAME);
			pool.setDataSource(dataSource);
			pool.setMaximumPoolSize(4);
			pool.setMinimumIdle(0);
			String folder = in.readLine();
			Duration lease = Duration.ofMillis(Long.parseLong(in.readLine()));
			endWithParent(in);
			System.exit(engine(pool, folder, lease).workers().run((name) -> true) ? 0 : 1);
		}
	}

	private static BackfillEngine engine(HikariDataSource pool, String folder, Duration lease) {
		BackfillSettings settings = Backfilling.settings(2, 6, lease);
		MigrationSource migrations = MigrationSource.of("file:" + folder + "/there-is-none");
		MigrationSet none = migrations.load();
		return new BackfillEngine(pool, new JdbcTransactionManager(pool),
				() -> new BackfillSource(List.of("file:" + folder), BackfillMain.class.getClassLoader(), List.of())
					.load(),
				() -> none, MigratorSettings.defaults(), settings, List.of(), BackfillMain::tell);
	}

	private static void tell(MigratorEvent event) {
		if (!(event instanceof BackfillBatchDone)) {
			System.out.println(event);
		}
	}

	private static void endWithParent(BufferedReader in) {
		Thread thread = new Thread(() -> {
			try {
				while (in.readLine() != null) {
					Thread.onSpinWait();
				}
			}
			catch (IOException ex) {
				System.out.println(ex);
			}
			Runtime.getRuntime().halt(2);
		});
		thread.setDaemon(true);
		thread.start();
	}

}
