package io.migrator.schema.catalog;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Subscriptions. How one connects is shown by the server to superusers only, and is a
 * secret if it holds a password: then only its hash is told, as of other secrets.
 */
final class SubscriptionSection implements Section {

	/**
	 * Asks for the column in a query of its own, since a query that names what it may not
	 * see fails as a whole. This is the function that runs a text as a query in every
	 * build of the server; the words of its answer are what it was given.
	 */
	private static final String CONNECTION = """
			(SELECT substr(c.word, 2) FROM ts_stat(format('SELECT array_to_tsvector(ARRAY[''='' || subconninfo])
			    FROM pg_subscription WHERE oid = %s AND octet_length(subconninfo) < 2000', s.oid)) c)""";

	private static final String SECRET = "connection ~* '(pass|secret|token|credential|private|_key)[a-z_]* *='"
			+ " OR connection ~ '^[a-z]+://[^/@]*:[^/@]*@'";

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'SUBSCRIPTION' AS kind, s.oid, s.subname AS name,
				    nullif(pg_get_userbyid(s.subowner), current_user) AS owner,
				    CASE WHEN NOT s.subenabled THEN 'true' END AS disabled,
				    CASE WHEN s.subslotname IS DISTINCT FROM s.subname THEN coalesce(s.subslotname, 'none') END AS slot,
				    nullif(s.subbinary, false)::text AS binary,
				    nullif(s.subsynccommit, 'off') AS synchronous_commit,
				    %s,
				    (SELECT array_agg(p ORDER BY p) FROM unnest(s.subpublications) p) AS publications,
				    CASE WHEN %s THEN concat('sha256:', encode(sha256(convert_to(concat(s.subname, connection), 'UTF8')), 'hex'))
				        ELSE connection END AS connection,
				    %s AS _connection,
				    CASE WHEN connection IS NULL THEN ARRAY['connection'] END AS _unseen
				FROM (SELECT oid, subname, subowner, subenabled, subslotname, subbinary, subsynccommit, subpublications, %s,
				        CASE WHEN has_column_privilege('pg_subscription', 'subconninfo', 'SELECT') THEN %s END AS connection
				    FROM pg_subscription s
				    WHERE subdbid = (SELECT oid FROM pg_database WHERE datname = current_database())) s
				WHERE %s
				"""
			.formatted(String.join(",\n    ", options(version)), SECRET, scope.secrets() ? "connection" : "NULL::text",
					String.join(", ", columns(version)), CONNECTION, scope.wholeDatabase());
	}

	private static List<String> columns(int version) {
		List<String> columns = new ArrayList<>(List.of("substream"));
		if (version >= 15) {
			columns.addAll(List.of("subtwophasestate", "subdisableonerr"));
		}
		if (version >= 16) {
			columns.addAll(List.of("suborigin", "subpasswordrequired", "subrunasowner"));
		}
		if (version >= 17) {
			columns.add("subfailover");
		}
		return columns;
	}

	/** Each is {@code NULL} where it is what servers did that could not be told. */
	private static List<String> options(int version) {
		List<String> options = new ArrayList<>();
		options.add("CASE s.substream::text WHEN 't' THEN 'on' WHEN 'true' THEN 'on' WHEN 'p' THEN 'parallel' END"
				+ " AS streaming");
		options.add(((version >= 15) ? "CASE WHEN s.subtwophasestate <> 'd' THEN 'true' END" : "NULL::text")
				+ " AS two_phase");
		options.add(flag((version >= 15) ? "s.subdisableonerr" : null, "disable_on_error"));
		options.add(((version >= 16) ? "nullif(s.suborigin, 'any')" : "NULL::text") + " AS origin");
		options.add(((version >= 16) ? "nullif(s.subpasswordrequired, true)::text" : "NULL::text")
				+ " AS password_required");
		options.add(flag((version >= 16) ? "s.subrunasowner" : null, "run_as_owner"));
		options.add(flag((version >= 17) ? "s.subfailover" : null, "failover"));
		return options;
	}

	private static String flag(@Nullable String column, String name) {
		return ((column != null) ? "nullif(" + column + ", false)::text" : "NULL::text") + " AS " + name;
	}

	@Override
	public int catalog() {
		return Catalogs.SUBSCRIPTION;
	}

}
