package io.migrator.history;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL that changes the history, to be sent in the same transaction, and the
 * same round trip, as the work that it describes.
 */
public final class HistoryWriter {

	private final String schema;

	private final String stream;

	private final String who;

	private final @Nullable String applicationVersion;

	/**
	 * Creates a writer.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 * @param application what the application calls itself
	 * @param applicationVersion its version, or {@code null} if unknown
	 */
	public HistoryWriter(String schema, String stream, String application, @Nullable String applicationVersion) {
		this.schema = schema;
		this.stream = stream;
		this.who = "session_user || " + Quote.literal(" (" + application + ")");
		this.applicationVersion = applicationVersion;
	}

	/**
	 * Which migration a row is about.
	 *
	 * @param id its id
	 * @param version its version, or {@code null} for a repeatable one
	 * @param description its name in words
	 * @param checksum of its text
	 * @param semanticChecksum of its tokens, or {@code null} if unknown
	 * @param position its place in the order of application
	 * @param down whether it is the down script that runs
	 */
	public record Subject(String id, @Nullable String version, String description, String checksum,
			@Nullable String semanticChecksum, long position, boolean down) {

		/**
		 * The same, once its tokens are known.
		 * @param checksum of its tokens
		 * @return the subject
		 */
		public Subject withSemanticChecksum(String checksum) {
			return new Subject(this.id, this.version, this.description, this.checksum, checksum, this.position,
					this.down);
		}

	}

	/**
	 * What an attempt cost.
	 *
	 * @param attempts how many tries so far, lock time-outs included
	 * @param rowsAffected by all its statements
	 * @param duration of this attempt
	 * @param lockTime the longest that one of its transactions was open
	 */
	public record Cost(int attempts, long rowsAffected, Duration duration, Duration lockTime) {

		/** What is recorded where nothing was run. */
		public static final Cost NOTHING = new Cost(0, 0, Duration.ZERO, Duration.ZERO);

	}

	/**
	 * The row of a script that begins or goes on, statement by statement.
	 * @param subject the migration
	 * @param progress how far it is
	 * @param cost so far
	 * @return the SQL
	 */
	public String running(Subject subject, Progress progress, Cost cost) {
		Map<String, String> row = row(subject, HistoryState.RUNNING, progress, cost);
		row.put("finished_at", "NULL");
		row.put("error", "NULL");
		row.put("error_state", "NULL");
		return upsert(row);
	}

	/**
	 * The row of a script that ended well.
	 * @param subject the migration
	 * @param state applied or rolled back
	 * @param statements how many it has
	 * @param cost in all
	 * @param note a remark, or {@code null}
	 * @return the SQL
	 */
	public String done(Subject subject, HistoryState state, int statements, Cost cost, @Nullable String note) {
		Map<String, String> row = row(subject, state, Progress.complete(statements), cost);
		row.put("error", "NULL");
		row.put("error_state", "NULL");
		row.put("note", Quote.literal(note));
		return upsert(row);
	}

	/**
	 * The row of a script that failed.
	 * @param subject the migration
	 * @param progress what of it is committed
	 * @param cost so far
	 * @param error what the operator reads
	 * @param errorState the server's code, or {@code null}
	 * @return the SQL
	 */
	public String failed(Subject subject, Progress progress, Cost cost, String error, @Nullable String errorState) {
		Map<String, String> row = row(subject, HistoryState.FAILED, progress, cost);
		row.put("error", Quote.literal(error));
		row.put("error_state", Quote.literal(errorState));
		return upsert(row);
	}

	/**
	 * Changes the checksums and the note of a row, and nothing else.
	 * @param id the migration's id
	 * @param checksum the text's new checksum
	 * @param semanticChecksum the tokens' new checksum
	 * @param note why
	 * @return the SQL
	 */
	public String accept(String id, String checksum, String semanticChecksum, String note) {
		return "UPDATE %s SET checksum = %s, semantic_checksum = %s, note = %s WHERE stream = %s AND id = %s".formatted(
				HistoryTables.history(this.schema), Quote.literal(checksum), Quote.literal(semanticChecksum),
				Quote.literal(note), Quote.literal(this.stream), Quote.literal(id));
	}

	/**
	 * Says in a row that its migration was not run but is, or is no longer, in effect.
	 * @param id the migration's id
	 * @param state the new state
	 * @param note why
	 * @return the SQL
	 */
	public String restate(String id, HistoryState state, String note) {
		return """
				UPDATE %s SET state = %s, direction = 'up', error = NULL, error_state = NULL, in_flight = NULL,
				    statements_done = 0, prefix_checksum = NULL, note = %s, finished_at = clock_timestamp()
				WHERE stream = %s AND id = %s""".formatted(HistoryTables.history(this.schema),
				Quote.literal(state.label()), Quote.literal(note), Quote.literal(this.stream), Quote.literal(id));
	}

	/**
	 * An entry of the audit log.
	 * @param migration the migration's id, or {@code null} if it is about none
	 * @param action what was done, in a word
	 * @param reason why, or {@code null}
	 * @return the SQL
	 */
	public String audit(@Nullable String migration, String action, @Nullable String reason) {
		return "INSERT INTO %s (stream, migration, action, who, reason) VALUES (%s, %s, %s, %s, %s)".formatted(
				HistoryTables.audit(this.schema), Quote.literal(this.stream), Quote.literal(migration),
				Quote.literal(action), this.who, Quote.literal(reason));
	}

	private Map<String, String> row(Subject subject, HistoryState state, Progress progress, Cost cost) {
		Map<String, String> row = new LinkedHashMap<>();
		row.put("stream", Quote.literal(this.stream));
		row.put("id", Quote.literal(subject.id()));
		row.put("version", Quote.literal(subject.version()));
		row.put("description", Quote.literal(subject.description()));
		row.put("state", Quote.literal(state.label()));
		row.put("direction", subject.down() ? "'down'" : "'up'");
		row.put("checksum", Quote.literal(subject.checksum()));
		row.put("semantic_checksum", Quote.literal(subject.semanticChecksum()));
		row.put("statements", String.valueOf(progress.statements()));
		row.put("statements_done", String.valueOf(progress.done()));
		row.put("prefix_checksum", Quote.literal(progress.prefixChecksum()));
		row.put("in_flight", Quote.literal(progress.inFlight()));
		row.put("rows_affected", String.valueOf(cost.rowsAffected()));
		row.put("duration_ms", String.valueOf(cost.duration().toMillis()));
		row.put("lock_ms", String.valueOf(cost.lockTime().toMillis()));
		row.put("attempts", String.valueOf(cost.attempts()));
		row.put("applied_by", this.who);
		row.put("application_version", Quote.literal(this.applicationVersion));
		row.put("position", String.valueOf(subject.position()));
		row.put("started_at", "clock_timestamp() - interval '" + cost.duration().toMillis() + " ms'");
		row.put("finished_at", "clock_timestamp()");
		return row;
	}

	private String upsert(Map<String, String> row) {
		StringBuilder updates = new StringBuilder(600);
		for (String column : row.keySet()) {
			if (!column.equals("stream") && !column.equals("id")) {
				updates.append(updates.isEmpty() ? "" : ", ").append(column).append(" = excluded.").append(column);
			}
		}
		return "INSERT INTO " + HistoryTables.history(this.schema) + " (" + String.join(", ", row.keySet())
				+ ") VALUES (" + String.join(", ", row.values()) + ") ON CONFLICT (stream, id) DO UPDATE SET "
				+ updates;
	}

}
