package io.migrator.boot.actuate;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.Migrator;
import io.migrator.error.MigratorException;
import io.migrator.history.HistoryEntry;
import io.migrator.history.HistoryState;
import io.migrator.plan.MigrationState;
import io.migrator.plan.Plan;
import io.migrator.plan.PlannedMigration;
import io.migrator.run.DatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code migrations} endpoint: the plan, one migration of it, and, where the access
 * level allows more than reading, a deploy and approvals.
 */
@Endpoint(id = "migrations", defaultAccess = Access.READ_ONLY)
public class MigrationsEndpoint {

	private static final int DEFAULT_SIZE = 100;

	private static final int MAX_SIZE = 1_000;

	private static final int STATUS_CONFLICT = 409;

	private final Migrator migrator;

	/**
	 * Creates the endpoint.
	 * @param migrator the migrator
	 */
	public MigrationsEndpoint(Migrator migrator) {
		this.migrator = migrator;
	}

	/**
	 * The plan, by pages.
	 * @param page the page, counted from 0
	 * @param size how many migrations a page has
	 * @param state the state of the migrations to list, such as {@code pending}, or
	 * {@code null} for all
	 * @return the page
	 */
	@ReadOperation
	public MigrationsDescriptor migrations(@Nullable Integer page, @Nullable Integer size, @Nullable String state) {
		int number = inRange("page", (page != null) ? page : 0, 0, Integer.MAX_VALUE);
		int pageSize = inRange("size", (size != null) ? size : DEFAULT_SIZE, 1, MAX_SIZE);
		MigrationState wanted = (state != null) ? state(state) : null;
		Plan plan = this.migrator.plan();
		List<PlannedMigration> matching = plan.migrations()
			.stream()
			.filter((migration) -> wanted == null || migration.state() == wanted)
			.toList();
		return MigrationsDescriptor.of(plan, matching, number, pageSize);
	}

	/**
	 * One migration with its history and statements.
	 * @param id its id
	 * @return the migration, or {@code null} if there is none of that id
	 */
	@ReadOperation
	public @Nullable MigrationDescriptor migration(@Selector String id) {
		Plan plan = this.migrator.plan();
		return plan.find(id)
			.map((migration) -> MigrationDescriptor.of(migration,
					(underWay(plan) == migration) ? this.migrator.indexBuild() : null))
			.orElse(null);
	}

	/**
	 * What a deploy is at, if there is one: whichever process does it, it goes in the
	 * order of the plan, and what it has done is in the history.
	 */
	private static @Nullable PlannedMigration underWay(Plan plan) {
		return plan.next().stream().min(Comparator.comparingInt(MigrationsEndpoint::turn)).orElse(null);
	}

	private static int turn(PlannedMigration migration) {
		HistoryEntry history = migration.history();
		if (history != null && history.state() == HistoryState.RUNNING) {
			return 0;
		}
		return migration.afterStart() ? 2 : 1;
	}

	/**
	 * Applies what is pending, under the migrator's lock.
	 * @return what was done, with the status of an error if it failed
	 */
	@WriteOperation
	public WebEndpointResponse<DeployDescriptor> deploy() {
		try {
			return new WebEndpointResponse<>(
					DeployDescriptor.of(this.migrator.onBehalfOf(CallerAdvisor.caller()).deploy()));
		}
		catch (MigratorException ex) {
			return new WebEndpointResponse<>(DeployDescriptor.of(ex), WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR);
		}
	}

	/**
	 * Does something with one migration.
	 * @param id its id
	 * @param operation what to do: {@code approve}, or {@code revoke} to take an approval
	 * back
	 * @param reason why, for the audit log, or {@code null}
	 * @param security who asks
	 * @return what came of it
	 */
	@WriteOperation
	public WebEndpointResponse<MigrationOperationDescriptor> operate(@Selector String id, String operation,
			@Nullable String reason, SecurityContext security) {
		boolean approve = operation.equalsIgnoreCase("approve");
		if (!approve && !operation.equalsIgnoreCase("revoke")) {
			String problem = "'operation' must be one of approve, revoke";
			throw new InvalidEndpointRequestException(problem, problem);
		}
		if (this.migrator.plan().find(id).isEmpty()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		String word = operation.toLowerCase(Locale.ROOT);
		Migrator theirs = this.migrator.onBehalfOf(Principals.name(security));
		try {
			if (approve) {
				theirs.approve(id, reason);
			}
			else {
				theirs.revokeApproval(id, reason);
			}
			return new WebEndpointResponse<>(new MigrationOperationDescriptor(word, migration(id), null));
		}
		catch (MigratorException ex) {
			int status = (ex instanceof DatabaseException) ? WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR
					: STATUS_CONFLICT;
			return new WebEndpointResponse<>(MigrationOperationDescriptor.of(word, ex), status);
		}
	}

	private static MigrationState state(String label) {
		for (MigrationState state : MigrationState.values()) {
			if (state.label().equals(label.toLowerCase(Locale.ROOT))) {
				return state;
			}
		}
		String reason = "'state' must be one of "
				+ Stream.of(MigrationState.values()).map(MigrationState::label).collect(Collectors.joining(", "));
		throw new InvalidEndpointRequestException(reason, reason);
	}

	private static int inRange(String name, int value, int min, int max) {
		if (value < min || value > max) {
			String reason = "'" + name + "' must be " + min + " to " + max;
			throw new InvalidEndpointRequestException(reason, reason);
		}
		return value;
	}

}
