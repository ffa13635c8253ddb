package io.migrator.seed;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.run.ScriptRefusal;
import io.migrator.run.ScriptSession;
import io.migrator.seed.SeedCheckReport.Finding;
import io.migrator.seed.TableContents.Changes;
import io.migrator.seed.TableContents.Contents;
import org.jspecify.annotations.Nullable;

/**
 * Runs seeds twice. All of them share one transaction, since a seed may need the rows of
 * those before it.
 */
final class IdempotencyCheck {

	private final ScriptSession session;

	private final TableContents tables;

	private final List<Finding> findings = new ArrayList<>();

	IdempotencyCheck(ScriptSession session) {
		this.session = session;
		this.tables = new TableContents(session.connection());
	}

	SeedCheckReport of(List<Seed> seeds) {
		this.session.send("BEGIN");
		try {
			this.tables.requireCounters();
			for (Seed seed : seeds) {
				check(seed);
			}
			this.session.send("ROLLBACK");
		}
		catch (SQLException ex) {
			this.session.giveUp(ex);
			throw new IllegalStateException("The server does not tell what a seed changed", ex);
		}
		catch (RuntimeException | Error ex) {
			this.session.giveUp(ex);
			throw ex;
		}
		return new SeedCheckReport(seeds.stream().map(Seed::name).toList(), this.findings);
	}

	private void check(Seed seed) throws SQLException {
		this.session.send("SAVEPOINT first_run");
		ScriptRefusal failure = run(seed);
		if (failure != null) {
			this.session.send("ROLLBACK TO SAVEPOINT first_run");
			find(seed, "It failed: " + failure.getMessage());
			return;
		}
		Map<String, Changes> before = this.tables.changes();
		this.session.send("SAVEPOINT second_run");
		failure = run(seed);
		Map<String, Contents> after = new LinkedHashMap<>();
		Map<String, Changes> changes = new LinkedHashMap<>();
		if (failure == null) {
			changes.putAll(this.tables.changes());
			changes.replaceAll((table, all) -> all.since(before.get(table)));
			changes.values().removeIf(Changes::isNone);
			after.putAll(this.tables.contents(changes.keySet()));
		}
		// Only now is it known which tables to look at
		this.session.send("ROLLBACK TO SAVEPOINT second_run");
		if (failure != null) {
			find(seed, "It failed when it was run again: " + failure.getMessage());
			return;
		}
		Map<String, Contents> first = this.tables.contents(changes.keySet());
		changes.forEach((table, change) -> {
			String problem = Contents.difference(table, first.get(table), after.get(table), change);
			if (problem != null) {
				find(seed, problem);
			}
		});
	}

	private @Nullable ScriptRefusal run(Seed seed) {
		try {
			this.session.execute(seed.job());
			return null;
		}
		catch (ScriptRefusal ex) {
			if (ex.isConnectionLost()) {
				throw new SeedFailedException(seed, ex, List.of());
			}
			return ex;
		}
	}

	private void find(Seed seed, String problem) {
		this.findings.add(new Finding(seed.name(), seed.script().name(), problem));
	}

}
