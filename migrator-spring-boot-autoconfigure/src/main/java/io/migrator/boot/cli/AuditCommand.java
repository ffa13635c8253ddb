package io.migrator.boot.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.Migrator;
import io.migrator.error.ExitCodes;
import io.migrator.history.AuditEntry;
import io.migrator.history.AuditQuery;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import org.springframework.boot.convert.DurationStyle;

/**
 * Shows who changed what, and why.
 */
@Command(name = "audit", description = "Show who changed what, from where and why, the latest first.")
class AuditCommand extends MigratorCommand {

	@Spec
	@SuppressWarnings("NullAway.Init")
	CommandSpec spec;

	@Parameters(index = "0", arity = "0..1", paramLabel = "<subject>",
			description = "Only what was done with this migration, backfill, seed, check or feature.")
	@Nullable String subject;

	private int limit = 50;

	private @Nullable Instant since;

	private @Nullable Duration within;

	@Option(names = "--limit", paramLabel = "<n>", defaultValue = "50",
			description = "How many entries to show at most (default: ${DEFAULT-VALUE}).")
	void limit(int limit) {
		if (limit < 1) {
			throw new ParameterException(this.spec.commandLine(), "--limit must be 1 or more");
		}
		this.limit = limit;
	}

	@Option(names = "--since", paramLabel = "<time>",
			description = "Only what was done since: 2h, 7d, 2026-11-21 or 2026-11-21T08:00:00Z.")
	void since(String text) {
		try {
			if (!text.contains("-")) {
				this.within = DurationStyle.detectAndParse(text);
			}
			else if (text.contains("T")) {
				this.since = Instant.parse(text);
			}
			else {
				this.since = LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC);
			}
		}
		catch (IllegalArgumentException | DateTimeParseException ex) {
			throw new ParameterException(this.spec.commandLine(),
					"--since is no time such as 2h, 2026-11-21 or 2026-11-21T08:00:00Z: " + text);
		}
	}

	@Override
	int run(Migrator migrator, Output output) {
		AuditQuery query = new AuditQuery(this.limit, null, this.since, this.within, this.subject);
		List<AuditEntry> entries = migrator.audit(query);
		output.answer(() -> text(entries),
				() -> Map.of("entries", entries.stream().map(AuditCommand::document).toList()));
		return ExitCodes.DONE;
	}

	private static List<String> text(List<AuditEntry> entries) {
		if (entries.isEmpty()) {
			return List.of("Nothing was done that the audit log tells of.");
		}
		List<List<String>> rows = new ArrayList<>();
		rows.add(List.of("AT", "ACTION", "SUBJECT", "BY", "FROM", "REASON"));
		entries.forEach((entry) -> rows.add(row(entry)));
		return Text.table(rows);
	}

	private static List<String> row(AuditEntry entry) {
		String by = (entry.principal() != null) ? entry.principal() + " as " + entry.databaseUser()
				: entry.databaseUser();
		String application = (entry.application() != null) ? entry.application() : "";
		String version = (entry.applicationVersion() != null) ? " " + entry.applicationVersion() : "";
		String host = (entry.host() != null) ? " on " + entry.host() : "";
		return List.of(entry.at().toString(), entry.action(), orNothing(entry.subject()), by,
				application + version + host, Text.oneLine(orNothing(entry.reason())));
	}

	private static String orNothing(@Nullable String text) {
		return (text != null) ? text : "";
	}

	private static Map<String, ?> document(AuditEntry entry) {
		Map<String, @Nullable Object> document = new LinkedHashMap<>();
		document.put("number", entry.number());
		document.put("at", entry.at());
		document.put("action", entry.action());
		document.put("subject", entry.subject());
		document.put("principal", entry.principal());
		document.put("databaseUser", entry.databaseUser());
		document.put("host", entry.host());
		document.put("application", entry.application());
		document.put("applicationVersion", entry.applicationVersion());
		document.put("reason", entry.reason());
		return document;
	}

}
