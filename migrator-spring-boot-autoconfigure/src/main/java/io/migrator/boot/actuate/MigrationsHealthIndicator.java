package io.migrator.boot.actuate;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.migrator.Migrator;
import io.migrator.boot.SchemaGate;
import io.migrator.boot.format.Durations;
import io.migrator.error.MigratorException;
import io.migrator.history.HistoryEntry;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * {@link HealthIndicator} made for the readiness group: out of service until the schema
 * is there that the application needs, down if a migration failed before it was. An
 * application that has served goes on to do so, whatever is pending or fails later, until
 * something that it needs is taken back. The plan is read every few seconds at most, and
 * nobody waits long for it.
 */
public class MigrationsHealthIndicator extends AbstractHealthIndicator {

	private static final Duration TIME_TO_LIVE = Duration.ofSeconds(5);

	private static final int MIGRATIONS_SHOWN = 10;

	private final TimelyReader<Plan> plan;

	private final @Nullable SchemaGate gate;

	private volatile boolean served;

	/**
	 * Creates an indicator.
	 * @param migrator the migrator
	 * @param clock tells the age of the plan
	 */
	public MigrationsHealthIndicator(Migrator migrator, Clock clock) {
		this(migrator, clock, null);
	}

	MigrationsHealthIndicator(Migrator migrator, Clock clock, @Nullable SchemaGate gate) {
		super("The state of the migrations cannot be read");
		this.plan = new TimelyReader<>(migrator::plan, clock, TIME_TO_LIVE);
		this.gate = gate;
	}

	@Override
	protected void doHealthCheck(Health.Builder builder) {
		if (this.gate != null && !this.gate.isOpen()) {
			starting(builder, this.gate);
			return;
		}
		try {
			Plan current = this.plan.get();
			Status status = status(current);
			this.served |= status == Status.UP;
			describe(builder.status(status), current);
		}
		catch (MigratorException ex) {
			if (!this.served) {
				throw ex;
			}
			// That the database does not answer is for its own indicator to say
			builder.unknown().withDetail("reason", ex.problem());
		}
	}

	private static void starting(Health.Builder builder, SchemaGate gate) {
		Throwable failure = gate.failure();
		if (failure != null) {
			builder.down()
				.withDetail("start", "failed")
				.withDetail("error",
						(failure instanceof MigratorException known) ? known.problem() : failure.toString());
		}
		else {
			builder.outOfService()
				.withDetail("start", "migrating")
				.withDetail("elapsed", Durations.format(gate.elapsed()));
		}
	}

	private Status status(Plan plan) {
		List<PlannedMigration> needed = plan.migrations().stream().filter(this::isNeeded).toList();
		if (needed.stream().anyMatch((migration) -> migration.state() == MigrationState.FAILED)) {
			return Status.DOWN;
		}
		return needed.stream().anyMatch(PlannedMigration::next) ? Status.OUT_OF_SERVICE : Status.UP;
	}

	/**
	 * Whether this application needs a migration in order to serve: not if it is one of a
	 * newer version, which may fail without taking the replicas of this one away, and not
	 * if it is applied while the application serves already, since it comes after the
	 * start or was held until something happened. What it has served without, it can
	 * serve without longer.
	 */
	private boolean isNeeded(PlannedMigration migration) {
		return migration.migration() != null && !migration.afterStart() && !migration.isReleased()
				&& (!this.served || migration.state() == MigrationState.ROLLED_BACK);
	}

	private static void describe(Health.Builder builder, Plan plan) {
		plan.summary().forEach((state, count) -> {
			if (count > 0) {
				builder.withDetail(state.label(), count);
			}
		});
		show(builder, "failures",
				plan.migrations().stream().filter((migration) -> migration.state() == MigrationState.FAILED).toList(),
				MigrationsHealthIndicator::error);
		show(builder, "waiting", plan.held(), (migration) -> String.join("; ", migration.reasons()));
		show(builder, "next", plan.next(),
				(migration) -> migration.afterStart() ? "after the start" : migration.state().label());
	}

	private static void show(Health.Builder builder, String name, List<PlannedMigration> migrations,
			Function<PlannedMigration, String> words) {
		if (!migrations.isEmpty()) {
			Map<String, String> shown = migrations.stream()
				.limit(MIGRATIONS_SHOWN)
				.collect(Collectors.toMap(PlannedMigration::id, words, (one, other) -> one, LinkedHashMap::new));
			builder.withDetail(name, shown);
		}
	}

	private static String error(PlannedMigration migration) {
		HistoryEntry history = migration.history();
		return (history != null && history.error() != null) ? history.error() : String.join("; ", migration.reasons());
	}

}
