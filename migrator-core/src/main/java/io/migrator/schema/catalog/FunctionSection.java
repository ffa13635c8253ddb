package io.migrator.schema.catalog;

/**
 * Functions, window functions and procedures, without the constructors that come with
 * range types.
 */
final class FunctionSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'FUNCTION' AS kind, p.oid, n.nspname AS schema,
				    concat(quote_ident(p.proname), '(', array_to_string(ARRAY(
				        SELECT format_type(u.type, NULL) FROM unnest(p.proargtypes) WITH ORDINALITY u (type, i)
				        ORDER BY u.i), ', '), ')') AS name,
				    nullif(pg_get_userbyid(p.proowner), current_user) AS owner,
				    CASE p.prokind WHEN 'p' THEN 'PROCEDURE' WHEN 'w' THEN 'WINDOW' END AS routine,
				    pg_get_function_arguments(p.oid) AS arguments,
				    ARRAY(SELECT coalesce(p.proargnames[u.i], '') FROM generate_series(1,
				            coalesce(cardinality(p.proallargtypes), p.pronargs)) u (i)
				        WHERE coalesce(p.proargmodes[u.i], 'i') IN ('i', 'b', 'v') ORDER BY u.i) AS _inputs,
				    ARRAY(SELECT concat(p.proargnames[u.i], ' ', format_type(u.type, NULL))
				        FROM unnest(p.proallargtypes) WITH ORDINALITY u (type, i)
				        WHERE p.proargmodes[u.i] IN ('o', 'b', 't') ORDER BY u.i) AS _outputs,
				    p.pronargdefaults::text AS _defaults,
				    pg_get_function_result(p.oid) AS result,
				    l.lanname AS language,
				    nullif(ARRAY(SELECT format_type(u.type, NULL) FROM unnest(p.protrftypes) u (type)), '{}') AS transforms,
				    pg_get_function_sqlbody(p.oid) AS sql_body,
				    CASE WHEN p.prosqlbody IS NULL THEN p.prosrc END AS body,
				    p.probin AS library,
				    CASE p.provolatile WHEN 'i' THEN 'IMMUTABLE' WHEN 's' THEN 'STABLE' END AS volatility,
				    nullif(p.proisstrict, false)::text AS strict,
				    nullif(p.proleakproof, false)::text AS leakproof,
				    nullif(p.prosecdef, false)::text AS security_definer,
				    CASE p.proparallel WHEN 's' THEN 'SAFE' WHEN 'r' THEN 'RESTRICTED' END AS parallel,
				    CASE WHEN p.procost <> CASE WHEN l.lanname IN ('internal', 'c') THEN 1 ELSE 100 END
				        THEN p.procost::text END AS cost,
				    CASE WHEN p.proretset AND p.prorows <> 1000 THEN p.prorows::text END AS rows,
				    nullif(p.prosupport::text, '-') AS support,
				    nullif(ARRAY(SELECT unnest(p.proconfig) ORDER BY 1), '{}') AS config
				FROM %s n
				JOIN pg_proc p ON p.pronamespace = n.oid AND p.prokind <> 'a'
				JOIN pg_language l ON l.oid = p.prolang
				WHERE %s AND %s
				"""
			.formatted(scope.namespaces(), scope.noPart("p.oid", Catalogs.PROC),
					scope.notOurFunction("n.nspname", "p.proname"));
	}

	@Override
	public int catalog() {
		return Catalogs.PROC;
	}

}
