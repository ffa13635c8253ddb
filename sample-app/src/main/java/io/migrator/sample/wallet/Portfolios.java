package io.migrator.sample.wallet;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class Portfolios {

	private final JdbcClient jdbc;

	Portfolios(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	List<Portfolio> all() {
		return this.jdbc.sql("SELECT id, name, created_at FROM portfolios ORDER BY name")
			.query(Portfolios::portfolio)
			.list();
	}

	Portfolio create(String name) {
		return this.jdbc.sql("INSERT INTO portfolios (name) VALUES (:name) RETURNING id, name, created_at")
			.param("name", name)
			.query(Portfolios::portfolio)
			.single();
	}

	boolean exists(long id) {
		return this.jdbc.sql("SELECT EXISTS (SELECT FROM portfolios WHERE id = :id)")
			.param("id", id)
			.query(Boolean.class)
			.single();
	}

	private static Portfolio portfolio(ResultSet row, int number) throws SQLException {
		return new Portfolio(row.getLong("id"), row.getString("name"), row.getTimestamp("created_at").toInstant());
	}

}
