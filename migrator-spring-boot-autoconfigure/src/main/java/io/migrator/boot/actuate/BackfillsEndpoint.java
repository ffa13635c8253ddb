package io.migrator.boot.actuate;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.error.MigratorException;
import io.migrator.run.DatabaseException;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

/**
 * The {@code backfills} endpoint: where every backfill stands, whichever replica works on
 * it, and, where the access level allows more than reading, how it goes on.
 */
@Endpoint(id = "backfills", defaultAccess = Access.READ_ONLY)
public class BackfillsEndpoint {

	private static final int ROWS_SHOWN = 100;

	private static final int ROWS_SAMPLED = 1_000;

	private static final int STATUS_CONFLICT = 409;

	private final Supplier<Backfills> backfills;

	/**
	 * Creates the endpoint.
	 * @param backfills who knows and steers them, asked for at the first request
	 */
	public BackfillsEndpoint(Supplier<Backfills> backfills) {
		this.backfills = backfills;
	}

	/**
	 * Lists all backfills.
	 * @return the backfills
	 */
	@ReadOperation
	public BackfillsDescriptor backfills() {
		return BackfillsDescriptor.of(this.backfills.get().list());
	}

	/**
	 * Shows one backfill, with rows that it put aside.
	 * @param name its name, which may have slashes
	 * @return the backfill, or {@code null} if there is none of that name
	 */
	@ReadOperation
	public @Nullable BackfillDescriptor backfill(@Selector(match = Match.ALL_REMAINING) String[] name) {
		return find(String.join("/", name)).map(this::describe).orElse(null);
	}

	/**
	 * Does something with a backfill.
	 * @param name its name, which may have slashes
	 * @param operation what to do
	 * @param reason why, for the audit log, or {@code null}
	 * @param batchDuration for {@code pace}: how long a batch should take, or
	 * {@code null}
	 * @param parallel for {@code pace}: how many ranges are worked on at once, or
	 * {@code null}
	 * @param rows for {@code sample}: about how many rows to visit, or {@code null}
	 * @param security who asks
	 * @return what came of it
	 */
	@WriteOperation
	public WebEndpointResponse<BackfillOperationDescriptor> operate(
			@Selector(match = Match.ALL_REMAINING) String[] name, String operation, @Nullable String reason,
			@Nullable Duration batchDuration, @Nullable Integer parallel, @Nullable Integer rows,
			SecurityContext security) {
		Operation wanted = Operation.of(operation);
		String backfill = String.join("/", name);
		if (find(backfill).isEmpty()) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (wanted == Operation.PACE && batchDuration == null && parallel == null) {
			throw invalid("'pace' needs 'batchDuration', such as 250ms, or 'parallel'");
		}
		try {
			return new WebEndpointResponse<>(operate(wanted, backfill,
					new Wishes(reason, batchDuration, parallel, rows, Principals.name(security))));
		}
		catch (MigratorException ex) {
			int status = (ex instanceof DatabaseException) ? WebEndpointResponse.STATUS_INTERNAL_SERVER_ERROR
					: STATUS_CONFLICT;
			return new WebEndpointResponse<>(BackfillOperationDescriptor.of(wanted.word(), ex), status);
		}
	}

	private BackfillOperationDescriptor operate(Operation operation, String name, Wishes wishes) {
		Backfills all = this.backfills.get().onBehalfOf(wishes.principal());
		Long retried = null;
		BackfillOperationDescriptor.Sample sample = null;
		switch (operation) {
			case START -> all.start(name, wishes.reason());
			case PAUSE -> all.pause(name, wishes.reason());
			case RESUME -> all.resume(name, wishes.reason());
			case CANCEL -> all.cancel(name, wishes.reason());
			case RETRY -> retried = all.retry(name, wishes.reason());
			case PACE -> all.adjust(name, wishes.batchDuration(), wishes.parallel(), wishes.reason());
			case SAMPLE -> sample = BackfillOperationDescriptor.Sample
				.of(all.sample(name, (wishes.rows() != null) ? wishes.rows() : ROWS_SAMPLED));
		}
		return new BackfillOperationDescriptor(operation.word(), describe(all.status(name)), retried, sample, null);
	}

	private Optional<BackfillStatus> find(String name) {
		return this.backfills.get().list().stream().filter((status) -> status.name().equals(name)).findFirst();
	}

	private BackfillDescriptor describe(BackfillStatus status) {
		return BackfillDescriptor.of(status, this.backfills.get().quarantined(status.name(), ROWS_SHOWN));
	}

	private static InvalidEndpointRequestException invalid(String reason) {
		return new InvalidEndpointRequestException(reason, reason);
	}

	/**
	 * What can be done with a backfill.
	 */
	private enum Operation {

		START, PAUSE, RESUME, CANCEL, RETRY, PACE, SAMPLE;

		String word() {
			return name().toLowerCase(Locale.ROOT);
		}

		static Operation of(String word) {
			return Stream.of(values())
				.filter((operation) -> operation.word().equals(word.toLowerCase(Locale.ROOT)))
				.findFirst()
				.orElseThrow(() -> invalid("'operation' must be one of "
						+ Stream.of(values()).map(Operation::word).collect(Collectors.joining(", "))));
		}

	}

	/**
	 * What was said with an operation, and by whom.
	 */
	private record Wishes(@Nullable String reason, @Nullable Duration batchDuration, @Nullable Integer parallel,
			@Nullable Integer rows, @Nullable String principal) {

	}

}
