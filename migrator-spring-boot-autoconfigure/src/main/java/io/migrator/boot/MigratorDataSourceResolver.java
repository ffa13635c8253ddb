package io.migrator.boot;

import java.util.Arrays;
import java.util.List;

import javax.sql.DataSource;

import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.util.StringUtils;

/**
 * Finds the data source that the migrator uses: the one marked for it, else one built
 * from its connection details, else the application's only or primary one.
 */
final class MigratorDataSourceResolver {

	private final ListableBeanFactory beanFactory;

	private final MigratorConnectionDetails connectionDetails;

	private final ObjectProvider<DataSource> dataSource;

	private final ObjectProvider<DataSource> migratorDataSource;

	MigratorDataSourceResolver(ListableBeanFactory beanFactory, MigratorConnectionDetails connectionDetails,
			ObjectProvider<DataSource> dataSource, ObjectProvider<DataSource> migratorDataSource) {
		this.beanFactory = beanFactory;
		this.connectionDetails = connectionDetails;
		this.dataSource = dataSource;
		this.migratorDataSource = migratorDataSource;
	}

	DataSource resolve() {
		DataSource marked = this.migratorDataSource.getIfAvailable();
		if (marked != null) {
			return GatedDataSource.behind(marked);
		}
		String url = this.connectionDetails.getJdbcUrl();
		String username = this.connectionDetails.getUsername();
		if (url != null && (username != null || url.contains("user="))) {
			return build(DataSourceBuilder.create(), url, username);
		}
		DataSource unique = this.dataSource.getIfUnique();
		if (unique != null) {
			DataSource own = GatedDataSource.behind(unique);
			// A URL alone, such as one past a connection pooler, keeps the application's
			// role
			return (url != null || username != null) ? build(DataSourceBuilder.derivedFrom(own), url, username) : own;
		}
		if (url != null) {
			return build(DataSourceBuilder.create(), url, username);
		}
		throw noDataSource();
	}

	private DataSource build(DataSourceBuilder<?> builder, @Nullable String url, @Nullable String username) {
		DataSourceBuilder<SimpleDriverDataSource> direct = builder.type(SimpleDriverDataSource.class);
		if (url != null) {
			direct.url(url);
			String driverClassName = this.connectionDetails.getDriverClassName();
			if (StringUtils.hasText(driverClassName)) {
				direct.driverClassName(driverClassName);
			}
		}
		if (username != null) {
			direct.username(username);
			direct.password(this.connectionDetails.getPassword());
		}
		return direct.build();
	}

	private MigratorException noDataSource() {
		List<String> names = Arrays.asList(
				BeanFactoryUtils.beanNamesForTypeIncludingAncestors(this.beanFactory, DataSource.class, true, false));
		if (names.isEmpty()) {
			return new MigratorException("The migrator has no database: there is no DataSource bean", null,
					"Set 'spring.datasource.url', or give the migrator a connection of its own with "
							+ "'migrator.datasource.url', or switch it off with 'migrator.enabled=false'.",
					null);
		}
		return new MigratorException(
				"The migrator cannot tell which database is meant: there are " + names.size() + " DataSource beans ("
						+ String.join(", ", names) + ") and none of them is primary",
				null,
				"Mark the one to migrate with @MigratorDataSource, or mark the application's main one with @Primary, "
						+ "or give the migrator a connection of its own with 'migrator.datasource.url'.",
				null);
	}

}
