package io.migrator.history;

import java.time.Duration;
import java.util.List;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL that changes the history, to be sent in the same transaction, and the
 * same round trip, as the work that it describes.
 */
public final class HistoryWriter {

	private static final String COLUMNS = """
			 (stream, id, version, description, state, direction, checksum, semantic_checksum, statements, \
			statements_done, prefix_checksum, in_flight, rows_affected, duration_ms, lock_ms, attempts, applied_by, \
			application_version, position, started_at, finished_at, error, error_state, note) VALUES (""";

	/** All but the note, which stays as it is unless there is a new one. */
	private static final String UPDATES = """
			) ON CONFLICT (stream, id) DO UPDATE SET version = excluded.version, description = excluded.description, \
			state = excluded.state, direction = excluded.direction, checksum = excluded.checksum, \
			semantic_checksum = excluded.semantic_checksum, statements = excluded.statements, \
			statements_done = excluded.statements_done, prefix_checksum = excluded.prefix_checksum, \
			in_flight = excluded.in_flight, rows_affected = excluded.rows_affected, \
			duration_ms = excluded.duration_ms, lock_ms = excluded.lock_ms, attempts = excluded.attempts, \
			applied_by = excluded.applied_by, application_version = excluded.application_version, \
			position = excluded.position, started_at = excluded.started_at, finished_at = excluded.finished_at, \
			error = excluded.error, error_state = excluded.error_state""";

	private final String schema;

	private final String stream;

	private final String who;

	/** What every row begins with. */
	private final String insert;

	/** Who applied it: the same in every row. */
	private final String provenance;

	private final String applicationVersion;

	private final String principal;

	/**
	 * Creates a writer for what nobody in particular does.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 * @param application what the application calls itself
	 * @param applicationVersion its version, or {@code null} if unknown
	 */
	public HistoryWriter(String schema, String stream, String application, @Nullable String applicationVersion) {
		this(schema, stream, application, applicationVersion, null);
	}

	/**
	 * Creates a writer.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 * @param application what the application calls itself
	 * @param applicationVersion its version, or {@code null} if unknown
	 * @param principal the person on whose word things are done, or {@code null} if
	 * nobody is known
	 */
	public HistoryWriter(String schema, String stream, String application, @Nullable String applicationVersion,
			@Nullable String principal) {
		this.schema = schema;
		this.stream = stream;
		this.who = "session_user || " + Quote.literal(" (" + application + ")");
		this.applicationVersion = Quote.literal(applicationVersion);
		this.principal = Quote.literal(principal);
		this.insert = "INSERT INTO " + HistoryTables.history(schema) + COLUMNS + Quote.literal(stream) + ", ";
		this.provenance = this.who + ", " + this.applicationVersion + ", ";
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
	 * The row of a script that begins or goes on, statement by statement. The features
	 * that a migration opened close as soon as it may be half taken back.
	 * @param subject the migration
	 * @param progress how far it is
	 * @param cost so far
	 * @return the SQL
	 */
	public List<String> running(Subject subject, Progress progress, Cost cost) {
		String row = row(subject, HistoryState.RUNNING, progress, cost, "NULL").append(", NULL, NULL, NULL")
			.append(UPDATES)
			.toString();
		return subject.down() ? List.of(row, closeFeatures(subject.id()), notice()) : List.of(row);
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
		return row(subject, state, Progress.complete(statements), cost, "clock_timestamp()").append(", NULL, NULL, ")
			.append(Quote.literal(note))
			.append(UPDATES)
			.append(", note = excluded.note")
			.toString();
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
		return row(subject, HistoryState.FAILED, progress, cost, "clock_timestamp()").append(", ")
			.append(Quote.literal(error))
			.append(", ")
			.append(Quote.literal(errorState))
			.append(", NULL")
			.append(UPDATES)
			.toString();
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
	 * /** What ends the transaction with the row of a script that ended well: the
	 * features close that a migration opened which was taken back, and all replicas are
	 * told.
	 * @param subject the migration
	 * @return the SQL
	 */
	public List<String> commit(Subject subject) {
		return subject.down() ? List.of(closeFeatures(subject.id()), notice(), "COMMIT") : List.of(notice(), "COMMIT");
	}

	/**
	 * Closes the features that a migration opened which is taken back. To be sent after
	 * its row is written, in the same transaction: whoever opens features locks that row.
	 * @param id the migration's id
	 * @return the SQL
	 */
	public String closeFeatures(String id) {
		return new FeatureRows(this.schema, this.stream).close(id, this);
	}

	/**
	 * Tells all replicas that something changed that features may wait for, once the
	 * transaction in which it is sent commits. A statement of its own rather than a
	 * function in the row's, since no role can be kept from it.
	 * @return the SQL
	 */
	public String notice() {
		return new FeatureRows(this.schema, this.stream).notice();
	}

	/**
	 * An entry of the audit log, to be sent in the transaction of what it tells.
	 * @param subject what it is about, such as a migration's id or a backfill's name, or
	 * {@code null} if it is about all
	 * @param action what was done, in a word or two
	 * @param reason why, or {@code null}
	 * @return the SQL
	 */
	public String audit(@Nullable String subject, String action, @Nullable String reason) {
		return "INSERT INTO %s VALUES (%s)".formatted(auditColumns(),
				auditValues(Quote.literal(subject), Quote.literal(action), Quote.literal(reason)));
	}

	/**
	 * An entry of the audit log for each row that a statement changes.
	 * @param migration the migration's id
	 * @param action what was done, as SQL over what the statement returns
	 * @param reason why, or {@code null}
	 * @param statement the statement, with {@code RETURNING}
	 * @return the SQL of both together
	 */
	String auditEach(String migration, String action, @Nullable String reason, String statement) {
		return "WITH changed AS (%s)\nINSERT INTO %s SELECT %s FROM changed".formatted(statement, auditColumns(),
				auditValues(Quote.literal(migration), action, Quote.literal(reason)));
	}

	private String auditColumns() {
		return HistoryTables.audit(this.schema)
				+ " (stream, migration, action, reason, who, principal, host, application_version)";
	}

	private String auditValues(String subject, String action, String reason) {
		return String.join(", ", Quote.literal(this.stream), subject, action, reason, this.who, this.principal,
				Quote.literal(HostName.get()), this.applicationVersion);
	}

	/**
	 * A row up to the columns that tell how it ended: the error, its state and the note.
	 */
	private StringBuilder row(Subject subject, HistoryState state, Progress progress, Cost cost, String finishedAt) {
		long millis = cost.duration().toMillis();
		return new StringBuilder(2048).append(this.insert)
			.append(Quote.literal(subject.id()))
			.append(", ")
			.append(Quote.literal(subject.version()))
			.append(", ")
			.append(Quote.literal(subject.description()))
			.append(", '")
			.append(state.label())
			.append(subject.down() ? "', 'down', " : "', 'up', ")
			.append(Quote.literal(subject.checksum()))
			.append(", ")
			.append(Quote.literal(subject.semanticChecksum()))
			.append(", ")
			.append(progress.statements())
			.append(", ")
			.append(progress.done())
			.append(", ")
			.append(Quote.literal(progress.prefixChecksum()))
			.append(", ")
			.append(Quote.literal(progress.inFlight()))
			.append(", ")
			.append(cost.rowsAffected())
			.append(", ")
			.append(millis)
			.append(", ")
			.append(cost.lockTime().toMillis())
			.append(", ")
			.append(cost.attempts())
			.append(", ")
			.append(this.provenance)
			.append(subject.position())
			.append(", clock_timestamp() - interval '")
			.append(millis)
			.append(" ms', ")
			.append(finishedAt);
	}

}
