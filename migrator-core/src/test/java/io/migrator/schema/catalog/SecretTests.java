package io.migrator.schema.catalog;

import java.sql.Connection;
import java.sql.SQLException;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotJson;
import io.migrator.schema.SnapshotScope;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What snapshots tell of secrets, and of what the reader may not see.
 */
class SecretTests {

	private final TestDatabase database = TestDatabase.create();

	@BeforeEach
	void fill() throws SQLException {
		try (Connection connection = this.database.dataSource().getConnection()) {
			connection.createStatement().execute("""
					DO $$ BEGIN CREATE ROLE secret_reader LOGIN; EXCEPTION WHEN duplicate_object THEN END $$;
					CREATE FOREIGN DATA WRAPPER w;
					CREATE SERVER s FOREIGN DATA WRAPPER w;
					CREATE USER MAPPING FOR PUBLIC SERVER s OPTIONS (user 'me', password 'opensesame');
					CREATE SUBSCRIPTION far CONNECTION 'host=far.example password=opensesame' PUBLICATION p
					    WITH (connect = false, slot_name = NONE);
					CREATE SUBSCRIPTION plain CONNECTION 'host=far.example user=''Ä b''' PUBLICATION p
					    WITH (connect = false, slot_name = NONE);
					""");
		}
	}

	@AfterEach
	void drop() {
		this.database.close();
	}

	private SchemaSnapshot read(String role, boolean secrets) throws SQLException {
		try (Connection connection = this.database.dataSource(role, "any").getConnection()) {
			return new SnapshotReader(SnapshotScope.database("migrator").withSecrets(secrets)).read(connection);
		}
	}

	@Test
	void hashesAreToldUnlessMoreIsAskedForAndNothingMoreIsKept() throws SQLException {
		SchemaSnapshot told = read("postgres", true);
		assertThat(told.facts().toString()).contains("opensesame");
		assertThat(SnapshotJson.write(told)).doesNotContain("opensesame");
		assertThat(SnapshotFormat.read(SnapshotFormat.write(told)).facts().toString()).doesNotContain("opensesame");
		SchemaSnapshot untold = read("postgres", false);
		assertThat(untold.facts().toString()).doesNotContain("opensesame");
		assertThat(SchemaDiff.between(told, untold).differences()).isEmpty();
		Fact plain = untold.find(ObjectId.of(Kind.SUBSCRIPTION, null, "plain"));
		assertThat(plain).isNotNull();
		assertThat(plain.text("connection")).isEqualTo("host=far.example user='Ä b'");
	}

	@Test
	void whatOneReaderMayNotSeeIsNoDifference() throws SQLException {
		SchemaSnapshot all = read("postgres", false);
		SchemaSnapshot seen = read("secret_reader", false);
		assertThat(seen.find(ObjectId.of(Kind.SUBSCRIPTION, null, "far"))).isNotNull();
		assertThat(SchemaDiff.between(all, seen).differences()).extracting(Difference::attributes)
			.noneMatch((attributes) -> attributes.contains("connection") || attributes.contains("options"));
		this.database.jdbc().sql("ALTER SUBSCRIPTION far CONNECTION 'host=far.example password=other'").update();
		assertThat(SchemaDiff.between(all, read("postgres", false)).differences()).extracting(Difference::toString)
			.singleElement()
			.satisfies((text) -> assertThat(text).startsWith("~ subscription far: connection sha256:"));
	}

}
