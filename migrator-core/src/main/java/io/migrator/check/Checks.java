package io.migrator.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.check.Facts.Kept;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import io.migrator.migration.MigrationSet;
import io.migrator.run.DatabaseException;
import io.migrator.run.Engine;
import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorEvent.CheckRan;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;

/**
 * All that can be done with the named checks of an application. Safe for use by several
 * threads and processes; every call works on connections of its own.
 */
public final class Checks {

	private static final MigrationSet NO_MIGRATIONS = MigrationSet.of(List.of(), List.of(), List.of());

	private final DataSource dataSource;

	private final Supplier<List<Check>> source;

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final CheckSettings checks;

	private final MigrationListener listener;

	private final CheckStore store;

	/**
	 * Creates an instance.
	 * @param dataSource where connections come from
	 * @param source the checks, asked for anew at every call
	 * @param migrations the migrations of the application, asked for if a check comes
	 * after some
	 * @param settings how the migrator works
	 * @param checks how checks are run
	 * @param listeners who hears what was found
	 */
	public Checks(DataSource dataSource, Supplier<List<Check>> source, Supplier<MigrationSet> migrations,
			MigratorSettings settings, CheckSettings checks, List<MigrationListener> listeners) {
		this.dataSource = dataSource;
		this.source = source;
		this.migrations = migrations;
		this.settings = settings;
		this.checks = checks;
		this.listener = new Listeners(listeners);
		this.store = new CheckStore(settings.schema(), settings.stream());
	}

	/**
	 * The checks of the active environments, without a look at the database.
	 * @return them, in the order of their names
	 * @throws InvalidChecksException if some cannot be used
	 */
	public List<Check> defined() {
		return this.source.get()
			.stream()
			.filter((check) -> check.directives().appliesIn(this.settings.environments()))
			.toList();
	}

	/**
	 * Tells where every check of the active environments stands, whichever replica ran
	 * it.
	 * @return the results, in the order of the checks' names
	 * @throws InvalidChecksException if some cannot be used
	 */
	public List<CheckResult> results() {
		List<Check> all = defined();
		if (all.isEmpty()) {
			return List.of();
		}
		Requirements requirements = requirements(all);
		Facts facts = facts(requirements);
		return all.stream().map((check) -> standing(check, requirements, facts)).toList();
	}

	/**
	 * Runs checks now.
	 * @param names the checks, or none for all of the active environments
	 * @return what was found; a check that has to wait is not run
	 * @throws InvalidChecksException if some cannot be used
	 * @throws MigratorException if there is no check of such a name
	 */
	public List<CheckResult> run(Collection<String> names) {
		List<Check> all = defined();
		for (String name : names) {
			if (all.stream().noneMatch((check) -> check.name().equals(name))) {
				throw new UnknownCheckException(name, all);
			}
		}
		return run(all.stream().filter((check) -> names.isEmpty() || names.contains(check.name())).toList(), false);
	}

	/**
	 * Runs the checks before which something was migrated or filled since they were last
	 * run, or that were changed since, and that no other replica runs at this moment.
	 * @return what was found by those that were run
	 * @throws InvalidChecksException if some cannot be used
	 */
	public List<CheckResult> runDue() {
		List<Check> all = defined();
		return all.isEmpty() ? List.of() : run(all, true);
	}

	private List<CheckResult> run(List<Check> all, boolean due) {
		if (all.isEmpty()) {
			return List.of();
		}
		Requirements requirements = requirements(all);
		Facts facts = facts(requirements);
		Predicate<Check> wanted = due ? (check) -> requirements.isDue(check, facts) : (check) -> true;
		List<CheckResult> results = new ArrayList<>();
		for (Check check : all) {
			if (!wanted.test(check)) {
				continue;
			}
			if (requirements.missing(check, facts) != null) {
				results.add(standing(check, requirements, facts));
				continue;
			}
			Kept last = facts.kept().get(check.name());
			CheckResult result = run(check, last, due);
			if (result != null) {
				results.add(result);
			}
		}
		return results;
	}

	private @Nullable CheckResult run(Check check, @Nullable Kept last, boolean due) {
		String claim = due ? this.store.claim(check.name(), (last != null) ? last.checkedAt() : null) : null;
		Kept run = withTables(
				(connection) -> new CheckRun(connection, check, this.checks.timeout(), this.settings.lockTimeout())
					.run(claim))
			.orElse(null);
		if (run == null) {
			return null;
		}
		withTables((connection) -> this.store.write(connection, check.name(), run));
		this.listener
			.onEvent(new CheckRan(check.name(), run.passed(), run.found(), Duration.ofMillis(run.durationMs())));
		Kept before = (last != null && last.checksum().equals(check.checksum())) ? last : null;
		Kept kept = run.passed() ? run.passing() : run.passedAt((before != null) ? before.passedAt() : null);
		return result(check, run.passed() ? CheckState.PASSED : CheckState.FAILED, null, kept);
	}

	/**
	 * The tables may not be there, since a deploy that finds nothing to do makes none.
	 */
	private <T> T withTables(Work<T> work) {
		try {
			return connected(work);
		}
		catch (SQLException ex) {
			if (!CheckStore.isMissing(ex)) {
				throw DatabaseException.of(ex, this.settings);
			}
		}
		new Engine(this.dataSource, this.migrations, this.settings, List.of(this.listener), Clock.systemUTC())
			.prepareTables();
		try {
			return connected(work);
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	private <T> T connected(Work<T> work) throws SQLException {
		try (Connection connection = this.dataSource.getConnection()) {
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			return work.with(connection);
		}
	}

	private Requirements requirements(List<Check> all) {
		boolean asks = all.stream().anyMatch((check) -> !check.directives().after().isEmpty());
		return new Requirements(all, asks ? this.migrations.get() : NO_MIGRATIONS);
	}

	private Facts facts(Requirements requirements) {
		try {
			return connected(
					(connection) -> this.store.read(connection, requirements.migrations(), requirements.backfills()));
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	private static CheckResult standing(Check check, Requirements requirements, Facts facts) {
		Kept kept = facts.kept().get(check.name());
		String missing = requirements.missing(check, facts);
		if (missing != null) {
			return result(check, CheckState.WAITING, missing, null);
		}
		if (kept == null) {
			return result(check, CheckState.UNCHECKED, "it was not run yet", null);
		}
		if (!kept.checksum().equals(check.checksum())) {
			return result(check, CheckState.UNCHECKED, "its file was changed since it was last run", null);
		}
		return result(check, kept.passed() ? CheckState.PASSED : CheckState.FAILED, null, kept);
	}

	private static CheckResult result(Check check, CheckState state, @Nullable String reason, @Nullable Kept kept) {
		String source = check.script().name();
		String why = check.directives().why();
		return (kept == null) ? new CheckResult(check.name(), source, state, reason, why, null, null, null, null)
				: new CheckResult(check.name(), source, state, reason, why, kept.checkedAt(), kept.passedAt(),
						Duration.ofMillis(kept.durationMs()), kept.found());
	}

	/**
	 * Something done with a connection.
	 *
	 * @param <T> what comes of it
	 */
	private interface Work<T> {

		T with(Connection connection) throws SQLException;

	}

	/**
	 * A name that is no check's.
	 */
	static final class UnknownCheckException extends MigratorException {

		UnknownCheckException(String name, List<Check> all) {
			super("There is no check " + name, "nothing was checked",
					all.isEmpty() ? "There are no checks in the configured locations for this environment."
							: "There are " + String.join(", ", all.stream().map(Check::name).toList()) + ".",
					null);
		}

		@Override
		public int exitCode() {
			return ExitCodes.INVALID;
		}

	}

}
