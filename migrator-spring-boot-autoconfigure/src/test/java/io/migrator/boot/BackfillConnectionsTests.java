package io.migrator.boot;

import java.sql.SQLException;

import javax.sql.DataSource;

import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class BackfillConnectionsTests {

	private final TestDatabase database = TestDatabase.create();

	private final DataSource direct = new SimpleDriverDataSource(new Driver(), this.database.url(), "postgres", "");

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void batchesUseAConnectionAgain() throws Exception {
		try (BackfillConnections connections = BackfillConnections.of(this.direct, 1)) {
			assertThat(process(connections.dataSource())).isEqualTo(process(connections.dataSource()));
		}
		assertThat(process(this.direct)).isNotEqualTo(process(this.direct));
	}

	@Test
	void areClosedWithTheApplication() throws Exception {
		BackfillConnections connections = BackfillConnections.of(this.direct, 1);
		process(connections.dataSource());
		connections.close();
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> connections.dataSource().getConnection());
	}

	@Test
	void areThoseOfTheApplicationsPoolIfThatIsTheMigrators() throws Exception {
		DataSource own = this.database.dataSource();
		BackfillConnections connections = BackfillConnections.of(own, 1);
		assertThat(connections.dataSource()).isSameAs(own);
		connections.close();
		assertThat(process(own)).isPositive();
	}

	private static int process(DataSource dataSource) {
		return JdbcClient.create(dataSource).sql("SELECT pg_backend_pid()").query(Integer.class).single();
	}

}
