package io.migrator.boot.actuate;

import java.time.Instant;
import java.util.List;

import io.migrator.history.AuditEntry;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * One page of the audit log.
 *
 * @param entries what was done, the latest first
 * @param before what to ask for to get the next page, or {@code null} if this is the last
 */
public record AuditDescriptor(List<Entry> entries, @Nullable Long before) implements OperationResponseBody {

	static AuditDescriptor of(List<AuditEntry> found, int size) {
		List<Entry> entries = found.stream().limit(size).map(Entry::of).toList();
		return new AuditDescriptor(entries, (found.size() > size) ? entries.get(size - 1).number() : null);
	}

	/**
	 * Something that was done.
	 *
	 * @param number the entry's number
	 * @param at when, by the server's clock
	 * @param action what was done
	 * @param subject what it was done with, or {@code null} if with all
	 * @param principal the person on whose word it was done, or {@code null} if nobody is
	 * known
	 * @param databaseUser the database user
	 * @param host where it was done from, or {@code null} if unknown
	 * @param application what the application calls itself, or {@code null} if unknown
	 * @param applicationVersion its version, or {@code null} if unknown
	 * @param reason why, or {@code null} if nobody said
	 */
	public record Entry(long number, Instant at, String action, @Nullable String subject, @Nullable String principal,
			String databaseUser, @Nullable String host, @Nullable String application,
			@Nullable String applicationVersion, @Nullable String reason) {

		static Entry of(AuditEntry entry) {
			return new Entry(entry.number(), entry.at(), entry.action(), entry.subject(), entry.principal(),
					entry.databaseUser(), entry.host(), entry.application(), entry.applicationVersion(),
					entry.reason());
		}

	}

}
