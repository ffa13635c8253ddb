package io.migrator.schema.catalog;

/**
 * Aggregates.
 */
final class AggregateSection implements Section {

	@Override
	public String sql(int version, Scope scope) {
		return """
				SELECT 'AGGREGATE' AS kind, p.oid, n.nspname AS schema,
				    concat(quote_ident(p.proname), '(',
				        coalesce(nullif(pg_get_function_identity_arguments(p.oid), ''), '*'), ')') AS name,
				    nullif(pg_get_userbyid(p.proowner), current_user) AS owner,
				    nullif(a.aggkind::text, 'n') AS variety,
				    pg_get_function_result(p.oid) AS result,
				    array_remove(ARRAY[
				        'SFUNC = ' || a.aggtransfn::text,
				        'STYPE = ' || format_type(a.aggtranstype, NULL),
				        CASE WHEN a.aggtransspace <> 0 THEN 'SSPACE = ' || a.aggtransspace END,
				        'FINALFUNC = ' || nullif(a.aggfinalfn::text, '-'),
				        CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
				        CASE WHEN a.aggfinalfn <> 0 THEN 'FINALFUNC_MODIFY = ' || CASE a.aggfinalmodify
				            WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
				        'COMBINEFUNC = ' || nullif(a.aggcombinefn::text, '-'),
				        'SERIALFUNC = ' || nullif(a.aggserialfn::text, '-'),
				        'DESERIALFUNC = ' || nullif(a.aggdeserialfn::text, '-'),
				        'INITCOND = ' || quote_literal(a.agginitval),
				        'MSFUNC = ' || nullif(a.aggmtransfn::text, '-'),
				        'MINVFUNC = ' || nullif(a.aggminvtransfn::text, '-'),
				        CASE WHEN a.aggmtranstype <> 0 THEN 'MSTYPE = ' || format_type(a.aggmtranstype, NULL) END,
				        CASE WHEN a.aggmtransspace <> 0 THEN 'MSSPACE = ' || a.aggmtransspace END,
				        'MFINALFUNC = ' || nullif(a.aggmfinalfn::text, '-'),
				        CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END,
				        CASE WHEN a.aggmfinalfn <> 0 THEN 'MFINALFUNC_MODIFY = ' || CASE a.aggmfinalmodify
				            WHEN 'r' THEN 'READ_ONLY' WHEN 's' THEN 'SHAREABLE' ELSE 'READ_WRITE' END END,
				        'MINITCOND = ' || quote_literal(a.aggminitval),
				        CASE WHEN o.oid IS NOT NULL THEN format('SORTOP = OPERATOR(%%I.%%s)', s.nspname, o.oprname) END,
				        CASE p.proparallel WHEN 's' THEN 'PARALLEL = SAFE' WHEN 'r' THEN 'PARALLEL = RESTRICTED' END,
				        CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END], NULL) AS properties
				FROM %s n
				JOIN pg_proc p ON p.pronamespace = n.oid AND p.prokind = 'a'
				JOIN pg_aggregate a ON a.aggfnoid = p.oid
				LEFT JOIN pg_operator o ON o.oid = a.aggsortop
				LEFT JOIN pg_namespace s ON s.oid = o.oprnamespace
				WHERE %s
				""".formatted(scope.namespaces(), scope.noPart("p.oid", Catalogs.PROC));
	}

	@Override
	public int catalog() {
		return Catalogs.PROC;
	}

}
