package io.migrator.run;

import java.sql.SQLWarning;
import java.util.function.Consumer;

import io.migrator.run.MigratorEvent.ServerNotice;
import org.postgresql.util.PSQLWarning;
import org.postgresql.util.ServerErrorMessage;

/**
 * Turns what the server remarks while a migration runs into events.
 *
 * @param migration the migration's id
 * @param listener who hears of it
 */
record Notices(String migration, MigrationListener listener) implements Consumer<SQLWarning> {

	@Override
	public void accept(SQLWarning warning) {
		ServerErrorMessage message = (warning instanceof PSQLWarning psql) ? psql.getServerErrorMessage() : null;
		String severity = (message != null && message.getSeverity() != null) ? message.getSeverity() : "NOTICE";
		this.listener.onEvent(new ServerNotice(this.migration, severity, String.valueOf(warning.getMessage())));
	}

}
