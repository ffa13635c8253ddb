package io.migrator.schema.catalog;

import java.util.List;

/**
 * Foreign-data wrappers, servers and what users are on them.
 */
final class ForeignDataSection implements Section {

	/**
	 * What options may hold: whatever could be a secret is only told by its hash, so that
	 * a change is seen and nothing else.
	 */
	private static final String OPTIONS = """
			(SELECT array_agg(CASE WHEN o.option_name ~* '%s' AND o.option_name <> 'password_required'
			        THEN concat(o.option_name, '=sha256:', encode(sha256(convert_to(concat(%%s, o.option_value), 'UTF8')), 'hex'))
			        ELSE concat(o.option_name, '=', o.option_value) END ORDER BY o.option_name)
			    FROM pg_options_to_table(%%s) o)"""
		.formatted("pass|secret|token|credential|private|key$");

	private final int catalog;

	private ForeignDataSection(int catalog) {
		this.catalog = catalog;
	}

	static List<Section> all() {
		return List.of(new ForeignDataSection(Catalogs.FOREIGN_DATA_WRAPPER),
				new ForeignDataSection(Catalogs.FOREIGN_SERVER), new ForeignDataSection(Catalogs.USER_MAPPING));
	}

	@Override
	public String sql(int version, Scope scope) {
		return switch (this.catalog) {
			case Catalogs.FOREIGN_DATA_WRAPPER -> wrappers(scope);
			case Catalogs.FOREIGN_SERVER -> servers(scope);
			default -> users(scope);
		};
	}

	private static String wrappers(Scope scope) {
		return """
				SELECT 'FOREIGN_DATA_WRAPPER' AS kind, w.oid, w.fdwname AS name,
				    nullif(pg_get_userbyid(w.fdwowner), current_user) AS owner,
				    CASE WHEN h.oid IS NOT NULL THEN format('%%I.%%I', hn.nspname, h.proname) END AS handler,
				    CASE WHEN v.oid IS NOT NULL THEN format('%%I.%%I', vn.nspname, v.proname) END AS validator,
				    %s AS options
				FROM pg_foreign_data_wrapper w
				LEFT JOIN pg_proc h ON h.oid = w.fdwhandler
				LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace
				LEFT JOIN pg_proc v ON v.oid = w.fdwvalidator
				LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
				WHERE %s AND %s
				""".formatted(OPTIONS.formatted("w.fdwname", "w.fdwoptions"), scope.wholeDatabase(),
				scope.noMember("w.oid", Catalogs.FOREIGN_DATA_WRAPPER));
	}

	private static String servers(Scope scope) {
		return """
				SELECT 'SERVER' AS kind, s.oid, s.srvname AS name,
				    nullif(pg_get_userbyid(s.srvowner), current_user) AS owner,
				    w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
				    %s AS options
				FROM pg_foreign_server s
				JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
				WHERE %s AND %s
				""".formatted(OPTIONS.formatted("s.srvname", "s.srvoptions"), scope.wholeDatabase(),
				scope.noMember("s.oid", Catalogs.FOREIGN_SERVER));
	}

	/** The view shows to each only the options that he may see. */
	private static String users(Scope scope) {
		return """
				SELECT 'USER_MAPPING' AS kind, u.umid AS oid,
				    concat('FOR ', CASE WHEN u.umuser = 0 THEN 'PUBLIC' WHEN u.usename = current_user THEN 'CURRENT_USER'
				        ELSE quote_ident(u.usename) END, ' SERVER ', quote_ident(u.srvname)) AS name,
				    %s AS options
				FROM pg_user_mappings u
				WHERE %s
				"""
			.formatted(OPTIONS.formatted("concat(u.usename, '@', u.srvname)", "u.umoptions"), scope.wholeDatabase());
	}

	@Override
	public int catalog() {
		return this.catalog;
	}

}
