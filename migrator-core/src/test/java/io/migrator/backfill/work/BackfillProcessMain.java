package io.migrator.backfill.work;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

import com.zaxxer.hikari.HikariDataSource;
import io.migrator.backfill.BackfillSource;
import io.migrator.migration.MigrationSource;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorSettings;

import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * A process that works on backfills until it is killed: URL, folder, milliseconds of a
 * lease.
 */
final class BackfillProcessMain {

	private BackfillProcessMain() {
	}

	public static void main(String[] args) throws InterruptedException {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl(args[0]);
		pool.setUsername("postgres");
		pool.setPassword("postgres");
		pool.setMinimumIdle(0);
		pool.setMaximumPoolSize(6);
		MigratorSettings settings = new MigratorSettings("migrator", "default", Set.of(), Duration.ofSeconds(2), 10,
				Duration.ofSeconds(60), OutOfOrder.APPLY, "backfill-process", null, null);
		BackfillSource source = new BackfillSource(List.of("file:" + args[1]),
				BackfillProcessMain.class.getClassLoader(), List.of());
		MigrationSource none = MigrationSource.of("file:" + args[1] + "/none");
		new BackfillEngine(pool, new JdbcTransactionManager(pool), source::load, none::load, settings,
				Backfilling.settings(2, 4, Duration.ofMillis(Long.parseLong(args[2]))), List.of(), System.out::println)
			.workers()
			.start();
		new CountDownLatch(1).await();
	}

}
