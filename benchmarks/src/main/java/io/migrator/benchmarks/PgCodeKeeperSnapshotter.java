package io.migrator.benchmarks;

import java.util.List;

/**
 * pgCodeKeeper's model of the whole database. Its jars are not on the class path of the
 * benchmarks, where they would count as part of a Boot application, but in the folder of
 * peers.
 */
final class PgCodeKeeperSnapshotter implements Snapshotter {

	private static final String PACKAGE = "org.pgcodekeeper.core.";

	@Override
	public String name() {
		return "pgCodeKeeper";
	}

	@Override
	public List<String> jars() {
		return List.of("pgcodekeeper-core-", "antlr4-runtime-", "jgrapht-core-", "jheaps-", "slf4j-api-",
				"postgresql-");
	}

	@Override
	public Object snapshot(String url) throws Exception {
		Class<?> settings = Class.forName(PACKAGE + "settings.CoreSettings");
		Class<?> factory = Class.forName(PACKAGE + "api.DatabaseFactory");
		Object databases = factory.getConstructor(Class.forName(PACKAGE + "settings.ISettings"))
			.newInstance(settings.getConstructor().newInstance());
		return factory.getMethod("loadFromJdbc", String.class).invoke(databases, url);
	}

}
