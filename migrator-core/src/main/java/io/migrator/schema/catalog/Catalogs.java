package io.migrator.schema.catalog;

/**
 * The object ids of the catalogs themselves, which are the same on every server.
 */
final class Catalogs {

	static final int TYPE = 1247;

	static final int PROC = 1255;

	static final int CLASS = 1259;

	static final int FOREIGN_SERVER = 1417;

	static final int USER_MAPPING = 1418;

	static final int FOREIGN_DATA_WRAPPER = 2328;

	static final int ACCESS_METHOD = 2601;

	static final int ATTRIBUTE_DEFAULT = 2604;

	static final int CAST = 2605;

	static final int CONSTRAINT = 2606;

	static final int CONVERSION = 2607;

	static final int LANGUAGE = 2612;

	static final int NAMESPACE = 2615;

	static final int OPERATOR_CLASS = 2616;

	static final int OPERATOR = 2617;

	static final int REWRITE = 2618;

	static final int TRIGGER = 2620;

	static final int OPERATOR_FAMILY = 2753;

	static final int EXTENSION = 3079;

	static final int POLICY = 3256;

	static final int STATISTICS = 3381;

	static final int COLLATION = 3456;

	static final int EVENT_TRIGGER = 3466;

	static final int TRANSFORM = 3576;

	static final int TS_DICTIONARY = 3600;

	static final int TS_PARSER = 3601;

	static final int TS_CONFIGURATION = 3602;

	static final int TS_TEMPLATE = 3764;

	static final int DEFAULT_ACL = 826;

	static final int SUBSCRIPTION = 6100;

	static final int PUBLICATION = 6104;

	static final int PUBLICATION_REL = 6106;

	static final int PUBLICATION_NAMESPACE = 6237;

	private Catalogs() {
	}

}
