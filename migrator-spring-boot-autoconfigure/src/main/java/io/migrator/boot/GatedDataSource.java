package io.migrator.boot;

import java.sql.Connection;
import java.sql.ConnectionBuilder;
import java.sql.SQLException;

import javax.sql.DataSource;

import org.springframework.core.InfrastructureProxy;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * The application's data source in a start that migrates in the background: gives no
 * connection until the schema is there. To transactions it is the same as the data source
 * behind it, which the migrator uses.
 */
final class GatedDataSource extends DelegatingDataSource implements InfrastructureProxy {

	private final DataSource target;

	private final SchemaGate gate;

	GatedDataSource(DataSource target, SchemaGate gate) {
		super(target);
		this.target = target;
		this.gate = gate;
	}

	/**
	 * The data source behind the gate.
	 * @param dataSource a data source
	 * @return what is behind its gate, or itself if it has none
	 */
	static DataSource behind(DataSource dataSource) {
		DataSource current = dataSource;
		while (current instanceof DelegatingDataSource delegating) {
			if (current instanceof GatedDataSource gated) {
				return gated.target;
			}
			DataSource next = delegating.getTargetDataSource();
			if (next == null) {
				return dataSource;
			}
			current = next;
		}
		return dataSource;
	}

	@Override
	public Connection getConnection() throws SQLException {
		this.gate.await();
		return super.getConnection();
	}

	@Override
	public Connection getConnection(String username, String password) throws SQLException {
		this.gate.await();
		return super.getConnection(username, password);
	}

	@Override
	public ConnectionBuilder createConnectionBuilder() throws SQLException {
		this.gate.await();
		return super.createConnectionBuilder();
	}

	@Override
	public Object getWrappedObject() {
		return this.target;
	}

}
