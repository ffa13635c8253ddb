package io.migrator.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Writes the SQL that opens and closes features, each statement with its entry of the
 * audit log, and what tells every replica that something has changed.
 */
public final class FeatureRows {

	/** Where replicas listen. */
	public static final String CHANNEL = "migrator_gate";

	private final String schema;

	private final String stream;

	private final String table;

	private final String of;

	/**
	 * Creates the rows' description.
	 * @param schema the schema of the migrator's tables
	 * @param stream the stream
	 */
	public FeatureRows(String schema, String stream) {
		this.schema = schema;
		this.stream = stream;
		this.table = HistoryTables.feature(schema);
		this.of = "stream = " + Quote.literal(stream);
	}

	/**
	 * What is said on the channel when something of this stream has changed.
	 * @return the payload
	 */
	public String payload() {
		return this.schema + "/" + this.stream;
	}

	/**
	 * Tells all replicas to look, once the transaction in which it is sent commits.
	 * @return the SQL
	 */
	public String notice() {
		return "NOTIFY " + CHANNEL + ", " + Quote.literal(this.payload());
	}

	String close(String migration, HistoryWriter writer) {
		return close(migration, "ARRAY[" + Quote.literal("migration:" + migration) + "]", writer);
	}

	/**
	 * Closes the features that backfills opened which are about to be forgotten. To be
	 * sent after their rows are locked.
	 * @param migration the id of the migration that is taken back
	 * @param backfills the backfills that come after it, as a query for their names
	 * @param writer writes the entries of the audit log
	 * @return the SQL
	 */
	String closeForgotten(String migration, String backfills, HistoryWriter writer) {
		return close(migration, "ARRAY(SELECT 'backfill:' || name FROM (" + backfills + ") AS b)", writer);
	}

	private String close(String migration, String openedBy, HistoryWriter writer) {
		return writer.auditEach(migration, "'feature ' || name || ' closed'", "migration rolled back", """
				UPDATE %s SET opened_at = NULL WHERE %s AND opened_at IS NOT NULL AND requires && %s
				RETURNING name""".formatted(this.table, this.of, openedBy));
	}

	/**
	 * Closes a feature of which a migration was taken back by somebody who knows nothing
	 * of features.
	 * @param name the feature
	 * @param migrations the ids of the migrations that it requires
	 * @param writer writes the entry of the audit log
	 * @return the SQL
	 */
	public String closeTakenBack(String name, Collection<String> migrations, HistoryWriter writer) {
		return writer.auditEach(name, "'feature closed'", "migration rolled back", """
				UPDATE %s SET opened_at = NULL WHERE %s AND name = %s AND opened_at IS NOT NULL
				    AND EXISTS (SELECT FROM %s h WHERE h.%2$s AND h.id = ANY (%s)
				        AND (h.state = 'rolled_back' OR h.direction = 'down'))
				RETURNING name""".formatted(this.table, this.of, Quote.literal(name),
				HistoryTables.history(this.schema), array(migrations)));
	}

	/**
	 * Opens a feature if everything is done that it requires, and stays so until the
	 * transaction ends: a row that somebody is about to take back is passed over, so that
	 * nobody waits for a rollback.
	 * @param name the feature
	 * @param needs what must be done
	 * @param requires what it is remembered to be opened by
	 * @param writer writes the entry of the audit log
	 * @return the SQL
	 */
	public String open(String name, Needs needs, Collection<String> requires, HistoryWriter writer) {
		return writer.auditEach(name, "'feature opened'", "all that it requires is done", """
				%s
				INSERT INTO %s AS f (stream, name, requires, opened_at)
				SELECT %s, %s, %s, clock_timestamp() WHERE %s
				ON CONFLICT (stream, name) DO UPDATE SET requires = excluded.requires, opened_at = excluded.opened_at
				    WHERE f.opened_at IS NULL
				RETURNING f.name""".formatted(locks(needs), this.table, Quote.literal(this.stream), Quote.literal(name),
				array(requires), condition(needs)));
	}

	/**
	 * Remembers of a feature that is open that it was opened by more than before, if that
	 * is done.
	 * @param name the feature
	 * @param needs what must be done of it
	 * @param requires what it is remembered to be opened by from now on
	 * @param writer writes the entry of the audit log
	 * @return the SQL
	 */
	public String extend(String name, Needs needs, Collection<String> requires, HistoryWriter writer) {
		return writer.auditEach(name, "'feature requires more'", String.join(", ", requires), """
				%s
				UPDATE %s AS f SET requires = %s
				WHERE f.%s AND f.name = %s AND f.opened_at IS NOT NULL AND NOT f.requires @> %3$s AND %s
				RETURNING f.name""".formatted(locks(needs), this.table, array(requires), this.of, Quote.literal(name),
				condition(needs)));
	}

	/**
	 * Does what an operator says of a feature.
	 * @param name the feature
	 * @param open whether it is to be open, or {@code null} to leave it to what it
	 * requires
	 * @param reason why, or {@code null}
	 * @param principal who says so
	 * @param writer writes the entry of the audit log
	 * @return the SQL
	 */
	public String override(String name, @Nullable Boolean open, @Nullable String reason, String principal,
			HistoryWriter writer) {
		String action = (open == null) ? "'feature override removed'"
				: open ? "'feature forced open'" : "'feature forced closed'";
		return writer.auditEach(name, action, reason, """
				INSERT INTO %s AS f (stream, name, override, overridden_by, overridden_at, reason)
				VALUES (%s, %s, %s, %s, clock_timestamp(), %s)
				ON CONFLICT (stream, name) DO UPDATE SET override = excluded.override,
				    overridden_by = excluded.overridden_by, overridden_at = excluded.overridden_at,
				    reason = excluded.reason
				RETURNING f.name""".formatted(this.table, Quote.literal(this.stream), Quote.literal(name),
				(open != null) ? open.toString() : "NULL", Quote.literal(principal), Quote.literal(reason)));
	}

	private String locks(Needs needs) {
		return """
				WITH m AS (SELECT id FROM %s WHERE %s AND id = ANY (%s) AND state = 'applied' AND direction = 'up'
				        ORDER BY id FOR SHARE SKIP LOCKED),
				    b AS (SELECT name FROM %s WHERE %2$s AND name = ANY (%s) AND state = 'completed'
				        ORDER BY name FOR SHARE SKIP LOCKED),
				    c AS (SELECT name FROM %s WHERE %2$s AND name = ANY (%s) AND passed)""".formatted(
				HistoryTables.history(this.schema), this.of,
				array(needs.migrations().stream().flatMap(Collection::stream).toList()),
				HistoryTables.backfill(this.schema), array(needs.backfills()), HistoryTables.check(this.schema),
				array(needs.checks()));
	}

	/**
	 * Each query as a whole, since one that stops early locks no more than it has read.
	 */
	private static String condition(Needs needs) {
		List<String> conditions = new ArrayList<>();
		needs.migrations().forEach((any) -> conditions.add("ARRAY(SELECT id FROM m) && " + array(any)));
		conditions.add("ARRAY(SELECT name FROM b) @> " + array(needs.backfills()));
		conditions.add("ARRAY(SELECT name FROM c) @> " + array(needs.checks()));
		return String.join(" AND ", conditions);
	}

	private static String array(Collection<String> values) {
		return values.stream().map(Quote::literal).collect(Collectors.joining(", ", "ARRAY[", "]::text[]"));
	}

	/**
	 * What must be done.
	 *
	 * @param migrations of each of these lists one migration, since a squashed one stands
	 * for those it replaced
	 * @param backfills all of these
	 * @param checks all of these
	 */
	public record Needs(List<List<String>> migrations, List<String> backfills, List<String> checks) {
	}

}
