package io.migrator.migration;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.migrator.error.Spelling;
import org.jspecify.annotations.Nullable;

import static io.migrator.migration.ScriptKind.BACKFILL;
import static io.migrator.migration.ScriptKind.CHECK;
import static io.migrator.migration.ScriptKind.MIGRATION;
import static io.migrator.migration.ScriptKind.SEED;

/**
 * The directives there are, with the kinds of script that they are for and an example of
 * each for people who got one wrong.
 */
enum Directive {

	NON_TRANSACTIONAL("non-transactional", Shape.FLAG, "non-transactional", MIGRATION),

	LOCK_TIMEOUT("lock-timeout", Shape.WORD, "lock-timeout=5s", MIGRATION, BACKFILL, SEED),

	STATEMENT_TIMEOUT("statement-timeout", Shape.WORD, "statement-timeout=10min", MIGRATION, BACKFILL, SEED, CHECK),

	ENVIRONMENTS("environments", Shape.WORD, "environments=staging,production", MIGRATION, BACKFILL, SEED, CHECK),

	REQUIRES_APPROVAL("requires-approval", Shape.FLAG, "requires-approval", MIGRATION),

	REQUIRES_BACKFILL("requires-backfill", Shape.LIST, "requires-backfill=collection_status", MIGRATION, CHECK),

	WINDOW("window", Shape.WORD, "window=22:00-04:00 Europe/Berlin", MIGRATION, BACKFILL),

	ALLOW("allow", Shape.WORD, "allow=drop-column \"nobody reads it since 2.4\"", MIGRATION),

	PHASE("phase", Shape.WORD, "phase=after-start", MIGRATION),

	RENAMED_FROM("renamed-from", Shape.WORD, "renamed-from=20260110120000_old_name", MIGRATION),

	REPLACES("replaces", Shape.LIST, "replaces=20260110120000_wallets, 20260111120000_deals", MIGRATION),

	AFTER("after", Shape.LIST, "after=20260110120000_funding_status", BACKFILL, CHECK),

	DEPENDS_ON("depends-on", Shape.LIST, "depends-on=collection_status", BACKFILL),

	TABLE("table", Shape.WORD, "table=app.wallets", BACKFILL),

	KEY("key", Shape.LIST, "key=wallet_id, id", BACKFILL),

	BATCH("batch", Shape.WORD, "batch=200ms or batch=1000", BACKFILL),

	PARALLEL("parallel", Shape.WORD, "parallel=2", BACKFILL),

	VERIFY("verify", Shape.TEXT, "verify=SELECT id FROM wallets WHERE status IS NULL", BACKFILL),

	ON_DEMAND("on-demand", Shape.FLAG, "on-demand", CHECK),

	VALIDATE("validate", Shape.WORD, "validate=wallets_status_not_null", BACKFILL),

	WHY("why", Shape.TEXT, "why=funding needs the status per coverage", MIGRATION, BACKFILL, SEED, CHECK),

	RISK("risk", Shape.TEXT, "risk=low", MIGRATION),

	ROLLBACK("rollback", Shape.TEXT, "rollback=drop the column; nothing reads it yet", MIGRATION);

	private final String key;

	private final Shape shape;

	private final String example;

	private final List<ScriptKind> kinds;

	Directive(String key, Shape shape, String example, ScriptKind... kinds) {
		this.key = key;
		this.shape = shape;
		this.example = example;
		this.kinds = List.of(kinds);
	}

	String key() {
		return this.key;
	}

	Shape shape() {
		return this.shape;
	}

	boolean isFor(ScriptKind kind) {
		return this.kinds.contains(kind);
	}

	/**
	 * Where it belongs.
	 * @return such as {@code a migration or a backfill}
	 */
	String places() {
		return this.kinds.stream().map(ScriptKind::words).collect(Collectors.joining(" or "));
	}

	String example() {
		return "-- migrator: " + this.example;
	}

	static @Nullable Directive of(String key) {
		String wanted = key.toLowerCase(Locale.ROOT);
		for (Directive directive : values()) {
			if (directive.key.equals(wanted)) {
				return directive;
			}
		}
		return null;
	}

	static Directive nearest(String key, ScriptKind kind) {
		String wanted = key.toLowerCase(Locale.ROOT).replace('_', '-');
		Directive nearest = LOCK_TIMEOUT;
		for (Directive directive : values()) {
			if (directive.isFor(kind)
					&& Spelling.distance(directive.key, wanted) < Spelling.distance(nearest.key, wanted)) {
				nearest = directive;
			}
		}
		return nearest;
	}

	static List<String> keys(ScriptKind kind) {
		return Arrays.stream(values()).filter((directive) -> directive.isFor(kind)).map(Directive::key).toList();
	}

	/**
	 * What may follow a directive's name.
	 */
	enum Shape {

		/** Nothing, or {@code =true} or {@code =false}. */
		FLAG,

		/** One word, or a quoted text. */
		WORD,

		/** Words with commas between them, white space around the commas allowed. */
		LIST,

		/** A quoted text, or all that is left of the line. */
		TEXT

	}

}
