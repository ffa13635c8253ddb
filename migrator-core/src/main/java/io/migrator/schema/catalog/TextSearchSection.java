package io.migrator.schema.catalog;

/**
 * One of the four kinds of objects for text search.
 *
 * @param catalog its catalog
 * @param query a query with places for the schemas and for the condition that leaves out
 * the members of extensions
 */
record TextSearchSection(int catalog, String query) implements Section {

	static final TextSearchSection PARSERS = new TextSearchSection(Catalogs.TS_PARSER, """
			SELECT 'TEXT_SEARCH_PARSER' AS kind, o.oid, n.nspname AS schema, o.prsname AS name,
			    format('(%%s)', concat_ws(', ', 'START = ' || o.prsstart, 'GETTOKEN = ' || o.prstoken,
			        'END = ' || o.prsend, 'LEXTYPES = ' || o.prslextype,
			        'HEADLINE = ' || nullif(o.prsheadline::text, '-'))) AS definition
			FROM %s n JOIN pg_ts_parser o ON o.prsnamespace = n.oid
			WHERE %s
			""");

	static final TextSearchSection TEMPLATES = new TextSearchSection(Catalogs.TS_TEMPLATE, """
			SELECT 'TEXT_SEARCH_TEMPLATE' AS kind, o.oid, n.nspname AS schema, o.tmplname AS name,
			    format('(%%s)', concat_ws(', ', 'INIT = ' || nullif(o.tmplinit::text, '-'),
			        'LEXIZE = ' || o.tmpllexize)) AS definition
			FROM %s n JOIN pg_ts_template o ON o.tmplnamespace = n.oid
			WHERE %s
			""");

	static final TextSearchSection DICTIONARIES = new TextSearchSection(Catalogs.TS_DICTIONARY, """
			SELECT 'TEXT_SEARCH_DICTIONARY' AS kind, o.oid, n.nspname AS schema, o.dictname AS name,
			    nullif(pg_get_userbyid(o.dictowner), current_user) AS owner,
			    format('%%I.%%I', tn.nspname, t.tmplname) AS template,
			    o.dictinitoption AS options
			FROM %s n JOIN pg_ts_dict o ON o.dictnamespace = n.oid
			JOIN pg_ts_template t ON t.oid = o.dicttemplate
			JOIN pg_namespace tn ON tn.oid = t.tmplnamespace
			WHERE %s
			""");

	static final TextSearchSection CONFIGURATIONS = new TextSearchSection(Catalogs.TS_CONFIGURATION, """
			SELECT 'TEXT_SEARCH_CONFIGURATION' AS kind, o.oid, n.nspname AS schema, o.cfgname AS name,
			    nullif(pg_get_userbyid(o.cfgowner), current_user) AS owner,
			    format('%%I.%%I', pn.nspname, p.prsname) AS parser,
			    ARRAY(SELECT format('%%s WITH %%s', t.alias,
			            string_agg(format('%%I.%%I', dn.nspname, d.dictname), ', ' ORDER BY m.mapseqno))
			        FROM pg_ts_config_map m
			        JOIN ts_token_type(o.cfgparser) t ON t.tokid = m.maptokentype
			        JOIN pg_ts_dict d ON d.oid = m.mapdict
			        JOIN pg_namespace dn ON dn.oid = d.dictnamespace
			        WHERE m.mapcfg = o.oid
			        GROUP BY t.alias ORDER BY t.alias) AS mappings
			FROM %s n JOIN pg_ts_config o ON o.cfgnamespace = n.oid
			JOIN pg_ts_parser p ON p.oid = o.cfgparser
			JOIN pg_namespace pn ON pn.oid = p.prsnamespace
			WHERE %s
			""");

	@Override
	public String sql(int version, Scope scope) {
		return this.query.formatted(scope.namespaces(), scope.noMember("o.oid", this.catalog));
	}

}
