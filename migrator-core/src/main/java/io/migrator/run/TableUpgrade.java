package io.migrator.run;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;

import io.migrator.error.MigratorException;
import io.migrator.history.HistoryTables;
import io.migrator.run.MigratorEvent.Warning;
import org.slf4j.LoggerFactory;

/**
 * Brings the migrator's tables to this version at a start that has nothing else to do, so
 * that what needs the new ones finds them. That start must not fail or wait for it: the
 * older tables are good for all that worked before.
 */
final class TableUpgrade {

	private static final String LOCK_NOT_AVAILABLE = "55P03";

	/** May not, is not the owner; or a standby. */
	private static final Set<String> MAY_NOT = Set.of("42501", "25006");

	private final Workplace workplace;

	TableUpgrade(Workplace workplace) {
		this.workplace = workplace;
	}

	/**
	 * Upgrades the tables if nobody else holds the lock or uses them in a way that makes
	 * this wait; else the next start does.
	 * @param session the connection
	 * @throws SQLException whatever else the server says
	 */
	void tryOnce(Session session) throws SQLException {
		MigratorSettings settings = this.workplace.settings();
		try {
			Workplace.lock(session, settings, Duration.ZERO, this.workplace.listener());
			session.send(List.of("SET lock_timeout = " + settings.lockTimeout().toMillis()));
			new HistoryTables(settings.schema()).prepare(session.connection());
		}
		catch (MigratorException ex) {
			// Somebody else migrates, or a pooler is in between, which only reading can
			// bear
			LoggerFactory.getLogger(TableUpgrade.class).debug("The tables stay as they are for now", ex);
		}
		catch (SQLException ex) {
			String state = String.valueOf(ex.getSQLState());
			if (MAY_NOT.contains(state)) {
				this.workplace.listener()
					.onEvent(new Warning("The migrator's own tables are of an older version, and this role may not"
							+ " upgrade them: " + ex.getMessage()
							+ ". Gates, checks and approvals need a deploy by their owner."));
			}
			else if (!state.equals(LOCK_NOT_AVAILABLE)) {
				throw ex;
			}
		}
	}

}
