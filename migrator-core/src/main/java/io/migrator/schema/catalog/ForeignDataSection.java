package io.migrator.schema.catalog;

import java.util.List;

/**
 * Foreign-data wrappers, servers and what users are on them.
 */
final class ForeignDataSection implements Section {

	private static final String SECRET = "o.option_name ~* 'pass|secret|token|credential|private|key$'"
			+ " AND o.option_name <> 'password_required'";

	/**
	 * What options may hold: whatever could be a secret is only told by its hash, so that
	 * a change is seen and nothing else.
	 */
	private static final String OPTIONS = """
			(SELECT array_agg(CASE WHEN %s
			        THEN concat(o.option_name, '=sha256:', encode(sha256(convert_to(concat(%%1$s, o.option_value), 'UTF8')), 'hex'))
			        ELSE concat(o.option_name, '=', o.option_value) END ORDER BY o.option_name)
			    FROM pg_options_to_table(%%2$s) o) AS options"""
		.formatted(SECRET);

	private static final String SECRETS = """
			,
			    (SELECT array_agg(concat(o.option_name, '=', o.option_value) ORDER BY o.option_name)
			    FROM pg_options_to_table(%%2$s) o WHERE %s) AS _secrets""".formatted(SECRET);

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
				    %s
				FROM pg_foreign_data_wrapper w
				LEFT JOIN pg_proc h ON h.oid = w.fdwhandler
				LEFT JOIN pg_namespace hn ON hn.oid = h.pronamespace
				LEFT JOIN pg_proc v ON v.oid = w.fdwvalidator
				LEFT JOIN pg_namespace vn ON vn.oid = v.pronamespace
				WHERE %s AND %s
				""".formatted(options("w.fdwname", "w.fdwoptions", scope), scope.wholeDatabase(),
				scope.noMember("w.oid", Catalogs.FOREIGN_DATA_WRAPPER));
	}

	private static String servers(Scope scope) {
		return """
				SELECT 'SERVER' AS kind, s.oid, s.srvname AS name,
				    nullif(pg_get_userbyid(s.srvowner), current_user) AS owner,
				    w.fdwname AS wrapper, s.srvtype AS type, s.srvversion AS version,
				    %s
				FROM pg_foreign_server s
				JOIN pg_foreign_data_wrapper w ON w.oid = s.srvfdw
				WHERE %s AND %s
				""".formatted(options("s.srvname", "s.srvoptions", scope), scope.wholeDatabase(),
				scope.noMember("s.oid", Catalogs.FOREIGN_SERVER));
	}

	/** The view shows to each only the options that he may see. */
	private static String users(Scope scope) {
		return """
				SELECT 'USER_MAPPING' AS kind, u.umid AS oid,
				    concat('FOR ', CASE WHEN u.umuser = 0 THEN 'PUBLIC' WHEN u.usename = current_user THEN 'CURRENT_USER'
				        ELSE quote_ident(u.usename) END, ' SERVER ', quote_ident(u.srvname)) AS name,
				    %s,
				    CASE WHEN u.umoptions IS NULL AND NOT (r.rolsuper OR pg_has_role(s.srvowner, 'USAGE') AND u.umuser IN (0, r.oid)
				        OR u.umuser = r.oid AND has_server_privilege(s.oid, 'USAGE')) THEN ARRAY['options'] END AS _unseen
				FROM pg_user_mappings u
				JOIN pg_foreign_server s ON s.oid = u.srvid
				JOIN pg_roles r ON r.rolname = current_user
				WHERE %s
				"""
			.formatted(options("concat(u.usename, '@', u.srvname)", "u.umoptions", scope), scope.wholeDatabase());
	}

	private static String options(String salt, String options, Scope scope) {
		return (OPTIONS + (scope.secrets() ? SECRETS : "")).formatted(salt, options);
	}

	@Override
	public int catalog() {
		return this.catalog;
	}

}
