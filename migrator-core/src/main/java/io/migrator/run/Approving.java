package io.migrator.run;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import io.migrator.history.ApprovalRows;
import io.migrator.history.History;
import io.migrator.history.HistoryState;
import io.migrator.history.HistoryTables;
import io.migrator.migration.Migration;
import io.migrator.run.Bookkeeping.ResolveException;
import org.jspecify.annotations.Nullable;

/**
 * Writes down that somebody approves of a migration, or does not any more. It is applied
 * by the next deploy.
 */
final class Approving {

	private final Workplace workplace;

	private final ApprovalRows rows;

	Approving(Workplace workplace) {
		this.workplace = workplace;
		this.rows = workplace.approvalRows();
	}

	/**
	 * Approves a migration as its file is now. It does not wait for a deploy that is
	 * under way, which may well be what waits for it.
	 * @param id the migration
	 * @param reason why, or {@code null}
	 */
	void give(String id, @Nullable String reason) {
		Migration migration = find(id);
		HistoryTables tables = new HistoryTables(this.workplace.settings().schema());
		this.workplace.connected((session) -> {
			refuseApplied(id, this.workplace.history(session));
			if (!tables.areCurrent(session.connection())) {
				this.workplace.lock(session);
				tables.prepare(session.connection());
			}
			commit(session,
					this.rows.give(id, migration.up().checksum(), this.workplace.settings().principal(), reason),
					this.workplace.writer().audit(id, "approve", reason));
			return id;
		});
	}

	/**
	 * Takes an approval back. Under the lock, so that no deploy has looked at it and
	 * applies the migration still.
	 * @param id the migration
	 * @param reason why, or {@code null}
	 */
	void revoke(String id, @Nullable String reason) {
		find(id);
		this.workplace.connected((session) -> this.workplace.locked(session, (history, runner) -> {
			refuseApplied(id, history);
			if (this.rows.read(session.connection(), Set.of(id)).isEmpty()) {
				throw new ResolveException(id + " has no approval",
						"Nothing is to be done: it is held until it is approved.");
			}
			commit(session, this.rows.revoke(id), this.workplace.writer().audit(id, "revoke approval", reason));
			return id;
		}));
	}

	/** A connection must not go back to a pool with a transaction that failed. */
	private static void commit(Session session, String act, String audit) throws SQLException {
		try {
			session.send(List.of("BEGIN", act, audit, "COMMIT"));
		}
		catch (SQLException ex) {
			session.rollback(ex);
			throw ex;
		}
	}

	private Migration find(String id) {
		Migration migration = Bookkeeping.find(this.workplace.migrations(), id);
		if (!migration.directives().requiresApproval()) {
			throw new ResolveException(id + " does not require approval",
					"Nothing is to be done: the next deploy applies it, unless 'migrator plan' says what holds it.");
		}
		return migration;
	}

	private static void refuseApplied(String id, History history) {
		if (history.entries()
			.stream()
			.anyMatch((entry) -> entry.id().equals(id) && entry.state() == HistoryState.APPLIED)) {
			throw new ResolveException(id + " is applied already",
					"An approval would change nothing. To take the migration back, roll it back.");
		}
	}

}
