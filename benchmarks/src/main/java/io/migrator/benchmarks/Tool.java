package io.migrator.benchmarks;

import java.util.List;

import javax.sql.DataSource;

/**
 * Something that brings a database up to date with the scripts of a folder or a jar.
 */
interface Tool {

	/** The tools that run in a JVM, ours first. */
	List<Tool> ALL = List.of(new MigratorTool(), new JdbcTool(), new FlywayTool(), new LiquibaseTool());

	String name();

	/**
	 * How the names of the jars begin that a process of this tool needs.
	 * @return the beginnings, such as {@code flyway-}
	 */
	List<String> jars();

	/**
	 * Applies what is pending; with nothing pending, finds that out.
	 * @param dataSource opens a physical connection each time
	 * @param scripts the migrations
	 * @throws Exception if anything fails
	 */
	void migrate(DataSource dataSource, Scripts scripts) throws Exception;

	static Tool named(String name) {
		return ALL.stream().filter((tool) -> tool.name().equals(name)).findFirst().orElseThrow();
	}

}
