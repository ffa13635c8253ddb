package io.migrator.boot;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Where batches get their connections. A deploy is content with a new connection each
 * time, but batches come ten times a second: the migrator's own connections are pooled
 * for them if there is a pool on the class path, and closed when nobody works.
 */
final class BackfillConnections implements AutoCloseable {

	private static final boolean POOL_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			BackfillConnections.class.getClassLoader());

	/** For whoever looks at backfills while all workers work. */
	private static final int BESIDE_WORKERS = 2;

	private final DataSource dataSource;

	private final boolean owned;

	private BackfillConnections(DataSource dataSource, boolean owned) {
		this.dataSource = dataSource;
		this.owned = owned;
	}

	/**
	 * Pools connections unless somebody does already.
	 * @param dataSource the migrator's data source
	 * @param threads how many workers there are
	 * @return the connections
	 */
	static BackfillConnections of(DataSource dataSource, int threads) {
		if (POOL_PRESENT && dataSource instanceof SimpleDriverDataSource) {
			return new BackfillConnections(Pool.of(dataSource, threads + BESIDE_WORKERS), true);
		}
		return new BackfillConnections(dataSource, false);
	}

	DataSource dataSource() {
		return this.dataSource;
	}

	@Override
	public void close() throws Exception {
		if (this.owned) {
			((AutoCloseable) this.dataSource).close();
		}
	}

	/**
	 * Loaded only where there is a pool.
	 */
	private static final class Pool {

		private static final long IDLE_MS = 30_000;

		static DataSource of(DataSource dataSource, int size) {
			HikariConfig config = new HikariConfig();
			config.setPoolName("migrator-backfills");
			config.setDataSource(dataSource);
			config.setMaximumPoolSize(size);
			config.setMinimumIdle(0);
			config.setIdleTimeout(IDLE_MS);
			// Whether the database answers is found out by whoever asks it
			config.setInitializationFailTimeout(-1);
			return new HikariDataSource(config);
		}

	}

}
