package io.migrator.boot.actuate;

import java.time.Duration;
import java.time.OffsetDateTime;

import io.migrator.Migrator;
import io.migrator.history.AuditQuery;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/**
 * The {@code audit} endpoint: who changed what, from where and why.
 */
@Endpoint(id = "audit", defaultAccess = Access.READ_ONLY)
public class AuditEndpoint {

	private static final int DEFAULT_SIZE = 100;

	private static final int MAX_SIZE = 1_000;

	private final Migrator migrator;

	/**
	 * Creates the endpoint.
	 * @param migrator the migrator
	 */
	public AuditEndpoint(Migrator migrator) {
		this.migrator = migrator;
	}

	/**
	 * The audit log, by pages, the latest first.
	 * @param size how many entries a page has, or {@code null}
	 * @param before only entries with smaller numbers, as the page before this says, or
	 * {@code null} for the first page
	 * @param since only what was done at this time or later, or {@code null}
	 * @param within only what was done so long ago at most, such as 2h, or {@code null}
	 * @param subject only what was done with this migration, backfill or the like, or
	 * {@code null}
	 * @return the page
	 */
	@ReadOperation
	public AuditDescriptor entries(@Nullable Integer size, @Nullable Long before, @Nullable OffsetDateTime since,
			@Nullable Duration within, @Nullable String subject) {
		int pageSize = (size != null) ? size : DEFAULT_SIZE;
		if (pageSize < 1 || pageSize > MAX_SIZE) {
			String reason = "'size' must be 1 to " + MAX_SIZE;
			throw new InvalidEndpointRequestException(reason, reason);
		}
		AuditQuery query = new AuditQuery(pageSize + 1, before, (since != null) ? since.toInstant() : null, within,
				subject);
		return AuditDescriptor.of(this.migrator.audit(query), pageSize);
	}

}
