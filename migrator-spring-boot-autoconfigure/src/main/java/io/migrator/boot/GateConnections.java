package io.migrator.boot;

import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;

/**
 * Where the gate gets the one connection that it keeps: beside the application's pool,
 * which may have no more than the application needs, if it can be told how the pool makes
 * its connections.
 */
final class GateConnections extends DelegatingDataSource {

	private static final boolean POOL_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			GateConnections.class.getClassLoader());

	private final SingletonSupplier<DataSource> source;

	/**
	 * Creates a source of connections, which is looked for when the first is needed.
	 * @param dataSource the migrator's data source
	 */
	GateConnections(DataSource dataSource) {
		this.source = SingletonSupplier.of(() -> POOL_PRESENT ? Pool.beside(dataSource) : dataSource);
	}

	@Override
	protected DataSource obtainTargetDataSource() {
		return this.source.obtain();
	}

	/**
	 * Loaded only where there is a pool.
	 */
	private static final class Pool {

		static DataSource beside(DataSource dataSource) {
			HikariDataSource pool = DataSourceUnwrapper.unwrap(dataSource, HikariConfigMXBean.class,
					HikariDataSource.class);
			if (pool == null || pool.getJdbcUrl() == null) {
				return dataSource;
			}
			SimpleDriverDataSource direct = DataSourceBuilder.derivedFrom(pool)
				.type(SimpleDriverDataSource.class)
				.build();
			Properties properties = new Properties();
			properties.putAll(pool.getDataSourceProperties());
			direct.setConnectionProperties(properties);
			return direct;
		}

	}

}
