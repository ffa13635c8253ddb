package io.migrator.boot;

import java.util.Properties;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;

import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.ClassUtils;

/**
 * Where the gate gets the one connection that it keeps: beside the application's pool,
 * which may have no more than the application needs, if it can be told how the pool makes
 * its connections.
 */
final class GateConnections {

	private static final boolean POOL_PRESENT = ClassUtils.isPresent("com.zaxxer.hikari.HikariDataSource",
			GateConnections.class.getClassLoader());

	private GateConnections() {
	}

	static DataSource of(DataSource dataSource) {
		return POOL_PRESENT ? Pool.beside(dataSource) : dataSource;
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
