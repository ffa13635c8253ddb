package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet;
import io.migrator.plan.OutOfOrder;
import io.migrator.run.Engine;
import io.migrator.run.MigratorSettings;
import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.shadow.Shadow;
import org.jspecify.annotations.Nullable;

/**
 * Tries a set on a shadow as a deploy would run it: up step by step, all the way back
 * that there is, and up again to the end.
 */
final class SetProof {

	/** What else was replayed on the shadow is none of its business. */
	private static final String STREAM = "scaffold";

	private final Shadow shadow;

	private final SnapshotScope scope;

	private final MigratorSettings settings;

	SetProof(Shadow shadow, SnapshotScope scope, MigratorSettings settings) {
		this.shadow = shadow;
		this.scope = scope;
		this.settings = new MigratorSettings(settings.schema(), STREAM, Set.of(), settings.lockTimeout(), 0,
				settings.lockWait(), OutOfOrder.APPLY, settings.applicationName(), settings.applicationVersion(), null);
	}

	/**
	 * Proves a set.
	 * @param draft the set
	 * @param ids the ids of its migrations, one for each step; the backfill's is its name
	 * @param workshop has the files
	 * @throws ScaffoldException if a step fails, does not go back where it came from, or
	 * all of them do not lead where they shall
	 */
	void prove(Draft draft, List<String> ids, Workshop workshop) {
		List<Station> stations = new ArrayList<>();
		boolean tried = false;
		Set<String> applied = new LinkedHashSet<>();
		for (int i = 0; i < ids.size(); i++) {
			if (draft.steps().get(i).phase() == Phase.BACKFILL) {
				fill(draft);
			}
			else if (draft.steps().get(i).down() != null) {
				stations.add(new Station(ids.get(i), this.shadow.snapshot(this.scope)));
				applied.add(ids.get(i));
				deploy(workshop.tried(applied));
				if (!tried) {
					run(draft.trials(), "what keeps columns in step");
					exercise(draft.exercise());
					tried = true;
				}
			}
		}
		Collections.reverse(stations);
		for (Station station : stations) {
			rollback(workshop.tried(applied), station.id());
			expect(station.before(), "The down script of " + station.id() + " does not lead back");
		}
		upAgain(draft, ids, workshop);
		expect(draft.expected(), "The steps do not lead where they should");
	}

	/**
	 * The migrations may have written rows to the shadow, which wait for the backfill.
	 */
	private void upAgain(Draft draft, List<String> ids, Workshop workshop) {
		Set<String> applied = new LinkedHashSet<>();
		for (int i = 0; i < ids.size(); i++) {
			if (draft.steps().get(i).phase() == Phase.BACKFILL) {
				deploy(workshop.tried(applied));
				fill(draft);
			}
			applied.add(ids.get(i));
		}
		deploy(workshop.tried(applied));
	}

	private void fill(Draft draft) {
		Draft.Fill fill = Objects.requireNonNull(draft.fill());
		run(List.of(fill.statement(), fill.verify(),
				"ALTER TABLE " + fill.table() + " VALIDATE CONSTRAINT " + Names.quote(fill.check())), "the backfill");
	}

	private void run(List<String> statements, String what) {
		try (Connection connection = this.shadow.dataSource().getConnection();
				Statement jdbc = connection.createStatement()) {
			jdbc.setEscapeProcessing(false);
			for (String sql : statements) {
				run(jdbc, sql, what);
			}
		}
		catch (SQLException ex) {
			throw ScaffoldException.unproved("The shadow cannot be used: " + ex.getMessage(), "See the server's log.");
		}
	}

	private void exercise(@Nullable Exercise exercise) {
		if (exercise == null) {
			return;
		}
		try (Connection connection = this.shadow.dataSource().getConnection()) {
			exercise.run(connection);
		}
		catch (SQLException ex) {
			throw unproved("The trigger fails: " + ex.getMessage() + " (SQLState " + ex.getSQLState() + ")");
		}
	}

	private static void run(Statement jdbc, String sql, String what) throws SQLException {
		try {
			jdbc.execute(sql);
		}
		catch (SQLException ex) {
			throw unproved("PostgreSQL refuses a statement of " + what + ": " + ex.getMessage() + " (SQLState "
					+ ex.getSQLState() + ")\n" + sql);
		}
	}

	private void deploy(MigrationSet migrations) {
		try {
			engine(migrations).deploy((planned) -> true);
		}
		catch (MigratorException ex) {
			throw unproved(ex.problem());
		}
	}

	private void rollback(MigrationSet migrations, String id) {
		try {
			engine(migrations).rollback(1, null);
		}
		catch (MigratorException ex) {
			throw unproved("The down script of " + id + " fails: " + ex.problem());
		}
	}

	private Engine engine(MigrationSet migrations) {
		return new Engine(this.shadow.dataSource(), () -> migrations, this.settings, List.of(), Clock.systemUTC());
	}

	private void expect(SchemaSnapshot wanted, String problem) {
		List<Difference> left = SchemaDiff.between(this.shadow.snapshot(this.scope), wanted)
			.differences()
			.stream()
			.filter((difference) -> !isOfNoImportance(difference))
			.toList();
		if (!left.isEmpty()) {
			StringBuilder text = new StringBuilder(problem).append(", what is left:");
			left.forEach((difference) -> text.append("\n  ").append(difference));
			throw unproved(text.toString());
		}
	}

	/**
	 * The name of a not-null constraint, which nobody gave, and the order of columns in
	 * statistics, which is that of the table.
	 */
	private static boolean isOfNoImportance(Difference difference) {
		if (difference.id().kind() == Kind.STATISTICS && difference.attributes().equals(List.of("expression"))
				&& difference.before() != null && difference.after() != null) {
			return words(difference.before()).equals(words(difference.after()));
		}
		return difference.attributes().equals(List.of("not_null_name"));
	}

	private static Set<String> words(Fact statistics) {
		return Set.of(statistics.required("expression").split(", "));
	}

	private static ScaffoldException unproved(String problem) {
		return ScaffoldException.unproved("The files were tried on a shadow and are not handed out. " + problem,
				"Look whether the expressions are right. If they are, write the migrations by hand ('migrator new'), "
						+ "and please report the table.");
	}

	/**
	 * A point that the way back must come to again.
	 *
	 * @param id the migration that led away from it
	 * @param before the schema there
	 */
	private record Station(String id, SchemaSnapshot before) {
	}

}
