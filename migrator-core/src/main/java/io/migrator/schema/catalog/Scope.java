package io.migrator.schema.catalog;

import java.util.List;
import java.util.stream.Collectors;

import io.migrator.history.AuditGuard;
import io.migrator.schema.SnapshotScope;
import io.migrator.sql.Quote;

/**
 * What is looked at, as conditions of queries.
 */
final class Scope {

	/** The migrator's own tables, in whichever schema they are. */
	private static final List<String> OWN_TABLES = List.of("migration_history", "audit_log", "schema_snapshot",
			"drift_check", "backfill", "backfill_range", "backfill_quarantine", "approval", "feature", "check_result");

	private final SnapshotScope scope;

	Scope(SnapshotScope scope) {
		this.scope = scope;
	}

	boolean secrets() {
		return this.scope.secrets();
	}

	boolean wholeDatabase() {
		return this.scope.schemas().isEmpty();
	}

	String migratorSchema() {
		return this.scope.migratorSchema();
	}

	/**
	 * The schemas that are looked at, as a table {@code (oid, nspname)} to join with.
	 * @return a query in parentheses
	 */
	String namespaces() {
		String chosen = wholeDatabase() ? "" : " AND nspname IN (" + literals(this.scope.schemas()) + ")";
		return "(SELECT oid, nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'"
				+ chosen + ")";
	}

	/**
	 * Leaves out the members of extensions. It does not lean on statistics, which a
	 * freshly made database lacks, and finds them from the extensions, which are few.
	 * @param oid the column with the object's id
	 * @param catalog its catalog
	 * @return a condition
	 */
	String noMember(String oid, int catalog) {
		return "%s NOT IN (SELECT objid FROM pg_depend WHERE refclassid = 3079 AND classid = %d AND deptype = 'e')"
			.formatted(oid, catalog);
	}

	/**
	 * Leaves out the members of extensions and what comes with another object, as the
	 * constructors of a range type do.
	 * @param oid the column with the object's id
	 * @param catalog its catalog
	 * @return a condition
	 */
	String noPart(String oid, int catalog) {
		return "%s NOT IN (SELECT objid FROM pg_depend WHERE classid = %d AND deptype IN ('e', 'i'))".formatted(oid,
				catalog);
	}

	/**
	 * Leaves out what is about types of other schemas only, if schemas were chosen.
	 * @param types columns with the ids of types
	 * @return a condition
	 */
	String hasType(String... types) {
		return wholeDatabase() ? "true"
				: "EXISTS (SELECT FROM pg_type st JOIN %s sn ON sn.oid = st.typnamespace WHERE st.oid IN (%s))"
					.formatted(namespaces(), String.join(", ", types));
	}

	/**
	 * Leaves out the migrator's own schema if nothing else is in it.
	 * @param schema the column with the schema's name
	 * @param oid the column with its id
	 * @return a condition
	 */
	String notOurSchema(String schema, String oid) {
		return """
				(%1$s <> %2$s OR %1$s = 'public' OR EXISTS (SELECT FROM pg_class o WHERE o.relnamespace = %3$s
				    AND o.relkind IN ('r', 'p', 'v', 'm', 'f') AND o.relname NOT IN (%4$s)))""".formatted(schema,
				Quote.literal(migratorSchema()), oid, literals(OWN_TABLES));
	}

	/**
	 * Leaves out the migrator's own tables.
	 * @param schema the column with the schema's name
	 * @param table the column with the table's name
	 * @return a condition
	 */
	String notOurs(String schema, String table) {
		return "NOT (%s = %s AND %s IN (%s))".formatted(schema, Quote.literal(migratorSchema()), table,
				literals(OWN_TABLES));
	}

	/**
	 * Leaves out the migrator's own function.
	 * @param schema the column with the schema's name
	 * @param function the column with the function's name
	 * @return a condition
	 */
	String notOurFunction(String schema, String function) {
		return "NOT (%s = %s AND %s = %s)".formatted(schema, Quote.literal(migratorSchema()), function,
				Quote.literal(AuditGuard.NAME));
	}

	private static String literals(List<String> values) {
		return values.stream().map(Quote::literal).collect(Collectors.joining(", "));
	}

}
