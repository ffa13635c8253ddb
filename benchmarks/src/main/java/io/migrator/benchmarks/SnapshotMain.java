package io.migrator.benchmarks;

import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;

import com.sun.management.OperatingSystemMXBean;

/**
 * Snapshots of one database in a process of their own: snapshotter, URL, how often; and
 * then comparisons of two of them.
 */
final class SnapshotMain {

	private SnapshotMain() {
	}

	public static void main(String[] args) throws Exception {
		HeapPeak heap = HeapPeak.watch();
		Snapshotter snapshotter = (Snapshotter) Class.forName(args[0]).getDeclaredConstructor().newInstance();
		long postmaster = postmaster(args[1]);
		int times = Integer.parseInt(args[2]);
		for (int i = 0; i < times; i++) {
			long client = processCpu();
			long server = ProcessorTime.ofFamily(postmaster);
			snapshotter.snapshot(args[1]);
			// ended processes of the server are counted by their parent a little later
			Thread.sleep(100);
			System.out.printf("snapshot=%d,%d%n", processCpu() - client, ProcessorTime.ofFamily(postmaster) - server);
		}
		Object before = snapshotter.snapshot(args[1]);
		Object after = snapshotter.snapshot(args[1]);
		System.gc();
		for (int i = 0; i < times; i++) {
			long start = processCpu();
			if (snapshotter.compare(before, after)) {
				System.out.printf("diff=%d%n", processCpu() - start);
			}
		}
		System.gc();
		Thread.sleep(100);
		System.out.println("heap=" + heap.bytes());
		System.exit(0);
	}

	private static long processCpu() {
		return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
	}

	private static long postmaster(String url) throws Exception {
		try (Connection connection = DriverManager.getConnection(url);
				Statement statement = connection.createStatement();
				ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
			row.next();
			return ProcessorTime.parent(row.getLong(1));
		}
	}

}
