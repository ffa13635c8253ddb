package io.migrator.benchmarks;

import java.nio.file.Path;

import javax.sql.DataSource;

import org.postgresql.ds.PGSimpleDataSource;

/**
 * One run of one tool as a process of its own: name, URL, scripts.
 */
final class ToolMain {

	private ToolMain() {
	}

	public static void main(String[] args) throws Exception {
		HeapPeak heap = (Boolean.getBoolean("heap")) ? HeapPeak.watch() : null;
		create(args[0]).migrate(dataSource(args[1]), new Scripts(Path.of(args[2])));
		if (heap != null) {
			System.out.println("heap=" + heap.bytes());
		}
	}

	// not Tool.ALL, which would load the peers' classes too
	private static Tool create(String type) throws ReflectiveOperationException {
		return (Tool) Class.forName(type).getDeclaredConstructor().newInstance();
	}

	private static DataSource dataSource(String url) {
		PGSimpleDataSource dataSource = new PGSimpleDataSource();
		dataSource.setUrl(url);
		return dataSource;
	}

}
