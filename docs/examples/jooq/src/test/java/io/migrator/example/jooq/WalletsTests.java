package io.migrator.example.jooq;

import java.util.List;

import io.migrator.Migrator;
import io.migrator.example.jooq.db.Tables;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.MigrationSource;
import io.migrator.run.MigratorSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What was generated from the migrations fits a database that they have migrated.
 */
class WalletsTests {

	@Test
	void usesTheTablesOfTheMigrations() throws Exception {
		try (EmbeddedPostgres server = EmbeddedPostgres.start()) {
			MigrationSet migrations = MigrationSource.of("classpath:db/migrations").load();
			new Migrator(server.getPostgresDatabase(), () -> migrations, MigratorSettings.defaults(), List.of())
				.deploy();
			Wallets wallets = new Wallets(DSL.using(server.getPostgresDatabase(), SQLDialect.POSTGRES));
			long wallet = wallets.open("ana");
			wallets.hold(wallet, 250);
			wallets.hold(wallet, 50);
			assertThat(wallets.held("ana")).isEqualTo(300);
		}
	}

	@Test
	void knowsNothingOfMigratorsOwnTables() {
		assertThat(Tables.WALLETS.getSchema()).isNotNull();
		assertThat(Tables.WALLETS.getSchema().getTables()).containsExactlyInAnyOrder(Tables.HOLDS, Tables.WALLETS);
	}

}
