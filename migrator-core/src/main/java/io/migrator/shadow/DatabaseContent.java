package io.migrator.shadow;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * What people put into a database, and how to take it out again: everything in schemas
 * that are not the system's, those schemas but {@code public}, and what lives beside
 * schemas. Members of extensions are left to their extension.
 */
public final class DatabaseContent {

	private static final String CONTENT = """
			WITH member AS (SELECT classid, objid FROM pg_depend WHERE deptype = 'e'),
			    space AS (SELECT oid, nspname FROM pg_namespace n WHERE (oid >= 16384 OR nspname = 'public')
			        AND nspname !~ '^pg_' AND (2615, oid) NOT IN (SELECT classid, objid FROM member))
			SELECT 'DROP EVENT TRIGGER IF EXISTS ' || quote_ident(evtname) || ' CASCADE' FROM pg_event_trigger
			WHERE (3466, oid) NOT IN (SELECT classid, objid FROM member)
			UNION ALL
			SELECT 'DROP SCHEMA IF EXISTS ' || quote_ident(nspname) || ' CASCADE' FROM space WHERE nspname <> 'public'
			UNION ALL
			SELECT format('DROP %s IF EXISTS %s CASCADE', replace(i.type, 'statistics object', 'statistics'), i.identity)
			FROM pg_depend d, pg_identify_object(d.classid, d.objid, 0) i
			WHERE d.refclassid = 2615 AND d.refobjid = (SELECT oid FROM space WHERE nspname = 'public')
			    AND d.deptype = 'n' AND d.classid NOT IN (826, 3079)
			    AND (d.classid, d.objid) NOT IN (SELECT classid, objid FROM member)
			    AND NOT EXISTS (SELECT FROM pg_depend p
			        WHERE p.classid = d.classid AND p.objid = d.objid AND p.objsubid = 0 AND p.deptype = 'i')
			UNION ALL
			SELECT 'DROP PUBLICATION IF EXISTS ' || quote_ident(pubname) || ' CASCADE' FROM pg_publication
			UNION ALL
			SELECT 'DROP FOREIGN DATA WRAPPER IF EXISTS ' || quote_ident(fdwname) || ' CASCADE'
			FROM pg_foreign_data_wrapper WHERE (2328, oid) NOT IN (SELECT classid, objid FROM member)
			UNION ALL
			SELECT 'DROP SERVER IF EXISTS ' || quote_ident(srvname) || ' CASCADE' FROM pg_foreign_server
			UNION ALL
			SELECT format('DROP CAST IF EXISTS (%s AS %s) CASCADE', format_type(castsource, NULL),
			    format_type(casttarget, NULL)) FROM pg_cast
			WHERE oid >= 16384 AND (2605, oid) NOT IN (SELECT classid, objid FROM member)
			""";

	private DatabaseContent() {
	}

	/**
	 * The statements that take everything out but extensions. Each may have been done by
	 * one before it.
	 * @param statement to ask the database with
	 * @return the statements, none if there is nothing
	 * @throws SQLException whatever the server says
	 */
	public static List<String> drops(Statement statement) throws SQLException {
		return texts(statement, CONTENT);
	}

	/**
	 * The extensions that are there, but the language that every database begins with.
	 * @param statement to ask the database with
	 * @return their names
	 * @throws SQLException whatever the server says
	 */
	public static List<String> extensions(Statement statement) throws SQLException {
		return texts(statement, "SELECT extname FROM pg_extension WHERE oid >= 16384 ORDER BY extname");
	}

	static List<String> texts(Statement statement, String sql) throws SQLException {
		List<String> texts = new ArrayList<>();
		try (ResultSet rows = statement.executeQuery(sql)) {
			while (rows.next()) {
				texts.add(rows.getString(1));
			}
		}
		return texts;
	}

}
