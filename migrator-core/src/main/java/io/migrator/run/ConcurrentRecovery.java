package io.migrator.run;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import io.migrator.history.Progress;
import io.migrator.run.Flight.ScriptFailure;
import io.migrator.sql.Fact;
import io.migrator.sql.QualifiedName;
import io.migrator.sql.Quote;
import io.migrator.sql.Statement;
import io.migrator.sql.TableAction;
import org.jspecify.annotations.Nullable;

/**
 * Recovery of {@code CONCURRENTLY}: an interrupted build leaves an invalid index behind,
 * an interrupted detach a half-detached partition. Names are resolved by the server, so
 * under the search path that the script has set.
 */
final class ConcurrentRecovery extends Recovery {

	private final Session session;

	private final Fact fact;

	ConcurrentRecovery(Session session, Statement statement, Fact fact, MigrationListener listener) {
		super(statement, listener);
		this.session = session;
		this.fact = fact;
	}

	@Override
	String before(Progress committed) throws ScriptFailure {
		if (committed.inFlight() != null) {
			return committed.inFlight();
		}
		List<String> known = new ArrayList<>();
		for (Index index : indexes()) {
			// Rebuilding turns the old, valid index into one that is to be dropped
			if (!index.valid() || !(this.fact instanceof Fact.Reindex)) {
				known.add(String.valueOf(index.oid()));
			}
		}
		return String.join(",", known);
	}

	@Override
	boolean isAlreadyDone(Progress committed) throws ScriptFailure {
		Set<String> known = known(committed);
		boolean done = false;
		if (this.fact instanceof Fact.CreateIndex create) {
			done = indexes().stream()
				.anyMatch((index) -> index.valid() && !known.contains(String.valueOf(index.oid()))
						&& (create.name() == null || create.name().equals(index.name())));
		}
		else if (this.fact instanceof Fact.DropIndex drop) {
			done = !exists(drop.names().get(0));
		}
		else if (this.fact instanceof Fact.AlterTable alter) {
			TableAction.DetachPartition detach = detach(alter);
			done = detach != null && isDetached(alter, detach);
		}
		if (done) {
			warn("was done by the process that was killed");
		}
		return done;
	}

	@Override
	void cleanUp(Progress before) throws ScriptFailure {
		Set<String> known = known(before);
		for (Index index : indexes()) {
			boolean ours = !known.contains(String.valueOf(index.oid())) || isNamed(index);
			if (!index.valid() && ours) {
				warn("dropping the invalid index " + index.qualifiedName() + " that an interrupted build left behind");
				drop(index);
			}
		}
	}

	/**
	 * Those of a TOAST table belong to the system, which not every owner of the table may
	 * touch.
	 */
	private void drop(Index index) throws ScriptFailure {
		try {
			execute("DROP INDEX CONCURRENTLY IF EXISTS " + index.qualifiedName());
		}
		catch (ScriptFailure ex) {
			if (!index.schema().equals("pg_toast")
					|| !SqlStates.INSUFFICIENT_PRIVILEGE.equals(ex.reason().getSQLState())) {
				throw ex;
			}
			warn("an administrator may drop the invalid index " + index.qualifiedName() + ", which does no harm");
		}
	}

	private boolean isNamed(Index index) {
		return this.fact instanceof Fact.CreateIndex create && create.name() != null
				&& create.name().equals(index.name());
	}

	private static Set<String> known(Progress progress) {
		String inFlight = progress.inFlight();
		return (inFlight != null) ? new HashSet<>(List.of(inFlight.split(","))) : Set.of();
	}

	/**
	 * The indexes of the tables that the statement is about, of their partitions and of
	 * their TOAST tables, without those that somebody is building.
	 */
	private List<Index> indexes() throws ScriptFailure {
		String target = target();
		if (target == null) {
			return List.of();
		}
		boolean schema = this.fact instanceof Fact.Reindex reindex && reindex.target().equals("SCHEMA");
		List<Index> indexes = new ArrayList<>();
		try (PreparedStatement query = this.session.connection().prepareStatement("""
				WITH named AS (SELECT to_regclass(?)::oid AS oid
				    UNION SELECT relid::oid FROM pg_catalog.pg_partition_tree(to_regclass(?))
				    UNION SELECT oid FROM pg_catalog.pg_class WHERE relnamespace = to_regnamespace(?)),
				tables AS (SELECT coalesce(i.indrelid, named.oid) AS oid
				    FROM named LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = named.oid)
				SELECT i.indexrelid, n.nspname, c.relname, i.indisvalid
				FROM pg_catalog.pg_index i
				JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
				JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
				WHERE i.indrelid IN (SELECT oid FROM tables
				    UNION SELECT t.reltoastrelid FROM pg_catalog.pg_class t JOIN tables USING (oid))
				AND c.relkind = 'i'
				AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_stat_progress_create_index p
				    WHERE p.index_relid = i.indexrelid)
				ORDER BY i.indexrelid""")) {
			query.setString(1, schema ? null : target);
			query.setString(2, schema ? null : target);
			query.setString(3, schema ? target : null);
			try (ResultSet row = query.executeQuery()) {
				while (row.next()) {
					indexes.add(new Index(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4)));
				}
			}
			return indexes;
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
	}

	private @Nullable String target() {
		if (this.fact instanceof Fact.CreateIndex create) {
			return text(create.table());
		}
		if (this.fact instanceof Fact.Reindex reindex && reindex.name() != null
				&& !reindex.target().equals("DATABASE")) {
			return text(reindex.name());
		}
		return null;
	}

	private boolean exists(QualifiedName name) throws ScriptFailure {
		try (PreparedStatement query = this.session.connection()
			.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
			query.setString(1, text(name));
			try (ResultSet row = query.executeQuery()) {
				row.next();
				return row.getBoolean(1);
			}
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
	}

	static TableAction.@Nullable DetachPartition detach(Fact.AlterTable alter) {
		return alter.actions()
			.stream()
			.filter((action) -> action instanceof TableAction.DetachPartition detach && detach.concurrently())
			.map(TableAction.DetachPartition.class::cast)
			.findFirst()
			.orElse(null);
	}

	private boolean isDetached(Fact.AlterTable alter, TableAction.DetachPartition detach) throws ScriptFailure {
		try (PreparedStatement query = this.session.connection().prepareStatement("""
				SELECT inhdetachpending FROM pg_catalog.pg_inherits
				WHERE inhparent = to_regclass(?) AND inhrelid = to_regclass(?)""")) {
			query.setString(1, text(alter.table()));
			query.setString(2, text(detach.partition()));
			try (ResultSet row = query.executeQuery()) {
				if (!row.next()) {
					return true;
				}
				if (!row.getBoolean(1)) {
					return false;
				}
			}
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
		warn("finishing a detach that was interrupted");
		execute("ALTER TABLE " + text(alter.table()) + " DETACH PARTITION " + text(detach.partition()) + " FINALIZE");
		return true;
	}

	private void execute(String sql) throws ScriptFailure {
		try {
			this.session.send(List.of(sql));
		}
		catch (SQLException ex) {
			throw failure(ex);
		}
	}

	private static String text(QualifiedName name) {
		String schema = name.schema();
		return ((schema != null) ? Quote.identifier(schema) + "." : "") + Quote.identifier(name.name());
	}

	/**
	 * An index of the table.
	 *
	 * @param oid its oid
	 * @param schema its schema
	 * @param name its name
	 * @param valid whether queries may use it
	 */
	private record Index(long oid, String schema, String name, boolean valid) {

		String qualifiedName() {
			return Quote.identifier(this.schema) + "." + Quote.identifier(this.name);
		}

	}

}
