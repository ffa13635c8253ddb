import java.util.List;

import io.migrator.Migrator;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Migrates a throw-away database and generates jOOQ's classes from it. The build runs
 * this file as it is, before anything is compiled.
 */
public final class GenerateJooq {

	/**
	 * Generates the classes.
	 * @param args the folder of the migrations, and that of the generated sources
	 * @throws Exception if a migration or the generator fails: then so does the build
	 */
	public static void main(String[] args) throws Exception {
		System.setProperty("org.jooq.no-logo", "true");
		System.setProperty("org.jooq.no-tips", "true");
		try (EmbeddedPostgres shadow = EmbeddedPostgres.start()) {
			MigrationSet migrations = MigrationSource.of("file:" + args[0]).load();
			new Migrator(shadow.getPostgresDatabase(), () -> migrations, MigratorSettings.defaults(), List.of()).deploy();
			GenerationTool.generate(configuration(shadow.getJdbcUrl("postgres", "postgres"), args[1]));
		}
	}

	private static Configuration configuration(String url, String folder) {
		return new Configuration().withLogging(Logging.WARN)
			.withJdbc(new Jdbc().withUrl(url))
			.withGenerator(new Generator()
				// Migrator's own tables are in a schema of their own, "migrator"
				.withDatabase(new Database().withInputSchema("public").withIncludes(".*"))
				.withTarget(new Target().withPackageName("io.migrator.example.jooq.db").withDirectory(folder)));
	}

}
