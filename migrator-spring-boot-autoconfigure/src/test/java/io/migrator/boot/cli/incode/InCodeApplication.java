package io.migrator.boot.cli.incode;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/**
 * An application that builds its data source in code, from a bean of its own.
 */
@SpringBootApplication
public class InCodeApplication {

	public static void main(String[] args) {
		SpringApplication.run(InCodeApplication.class, args);
	}

	@Bean
	DataSource database(Secrets secrets) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setURL(secrets.url);
		dataSource.setUser("postgres");
		return dataSource;
	}

	@Component
	static class Secrets {

		private final String url;

		Secrets(@Value("${acme.database}") String url) {
			this.url = url;
		}

	}

	@Component
	static class Other {

		Other() {
			throw new IllegalStateException("Must not be created");
		}

	}

}
