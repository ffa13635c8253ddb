package io.migrator.schema.catalog;

/**
 * The security labels of objects of every kind.
 */
final class LabelQuery {

	static final String SQL = """
			SELECT classoid, objoid, objsubid, provider, label FROM pg_seclabel WHERE objoid >= 16384
			""";

	private LabelQuery() {
	}

}
