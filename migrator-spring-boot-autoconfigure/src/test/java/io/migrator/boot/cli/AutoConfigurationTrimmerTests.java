package io.migrator.boot.cli;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurationImportFilter;
import org.springframework.boot.autoconfigure.AutoConfigurationMetadata;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.SpringFactoriesLoader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

class AutoConfigurationTrimmerTests {

	private final StandardEnvironment environment = new StandardEnvironment();

	@Test
	void leavesEveryOtherStartAlone() {
		assertThat(needed(all())).isEqualTo(all());
	}

	@Test
	void keepsWhatADataSourceCanNeed() {
		CommandEnvironment.apply(this.environment, false);
		assertThat(needed(all())).contains("io.migrator.boot.MigratorAutoConfiguration",
				"io.migrator.boot.DriftAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.JndiDataSourceAutoConfiguration",
				"org.springframework.boot.jdbc.autoconfigure.XADataSourceAutoConfiguration",
				"org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration",
				"org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration",
				"org.springframework.boot.autoconfigure.info.ProjectInfoAutoConfiguration",
				"org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration",
				"org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration");
		assertThat(needed(List.of("com.acme.SecretsAutoConfiguration"))).hasSize(1);
	}

	@Test
	void dropsWhatSitsOnTopOfADataSource() {
		CommandEnvironment.apply(this.environment, false);
		assertThat(all()).hasSizeGreaterThan(100);
		assertThat(needed(all())).hasSizeLessThan(20)
			.doesNotContain("org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration");
	}

	@Test
	void keepsWhatBeansNeedThatWorkOnADatabase() {
		CommandEnvironment.apply(this.environment, true);
		assertThat(needed(all()))
			.contains("io.migrator.boot.BackfillAutoConfiguration",
					"org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration",
					"org.springframework.boot.jdbc.autoconfigure.JdbcClientAutoConfiguration",
					"org.springframework.boot.hibernate.autoconfigure.HibernateJpaAutoConfiguration",
					"org.springframework.boot.data.jpa.autoconfigure.DataJpaRepositoriesAutoConfiguration")
			.doesNotContain("org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration",
					"org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration",
					"io.migrator.boot.actuate.BackfillsEndpointAutoConfiguration");
	}

	@Test
	void isAskedBeforeTheConditionsThatLookForClasses() {
		assertThat(SpringFactoriesLoader.forDefaultResourceLocation().load(AutoConfigurationImportFilter.class).get(0))
			.isInstanceOf(AutoConfigurationTrimmer.class);
	}

	private static List<String> all() {
		return ImportCandidates.load(AutoConfiguration.class, null).getCandidates();
	}

	private List<String> needed(List<String> candidates) {
		AutoConfigurationTrimmer trimmer = new AutoConfigurationTrimmer();
		trimmer.setEnvironment(this.environment);
		boolean[] needed = trimmer.match(candidates.toArray(String[]::new), mock(AutoConfigurationMetadata.class));
		List<String> names = new ArrayList<>();
		for (int i = 0; i < needed.length; i++) {
			if (needed[i]) {
				names.add(candidates.get(i));
			}
		}
		return names;
	}

}
