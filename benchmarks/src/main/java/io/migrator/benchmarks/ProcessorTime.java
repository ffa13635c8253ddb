package io.migrator.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Processor time as Linux counts it, in steps of 10 ms.
 */
final class ProcessorTime {

	private static final long NANOS_PER_TICK = 10_000_000;

	// counted from the state, the first field after the command's closing parenthesis
	private static final int PARENT = 1;

	private static final int USER = 11;

	private static final int CHILDREN_USER = 13;

	private ProcessorTime() {
	}

	static boolean isReadable() {
		return Files.isReadable(Path.of("/proc/self/stat"));
	}

	/**
	 * The time of all ended and reaped children of this process.
	 * @return nanoseconds, 0 where there is no {@code /proc}
	 * @throws IOException if it cannot be read
	 */
	static long ofEndedChildren() throws IOException {
		return isReadable() ? sum(fields("self"), CHILDREN_USER) : 0;
	}

	/**
	 * The time of a process, its ended and its living children.
	 * @param pid of the process
	 * @return nanoseconds
	 * @throws IOException if it cannot be read
	 */
	static long ofFamily(long pid) throws IOException {
		String[] process = fields(String.valueOf(pid));
		long total = sum(process, USER) + sum(process, CHILDREN_USER);
		try (Stream<ProcessHandle> children = ProcessHandle.of(pid).orElseThrow().children()) {
			for (ProcessHandle child : children.toList()) {
				total += ofLiving(child.pid());
			}
		}
		return total;
	}

	private static long ofLiving(long pid) throws IOException {
		try {
			return sum(fields(String.valueOf(pid)), USER);
		}
		catch (NoSuchFileException ex) {
			return 0;
		}
	}

	static long parent(long pid) throws IOException {
		return Long.parseLong(fields(String.valueOf(pid))[PARENT]);
	}

	private static long sum(String[] fields, int first) {
		return (Long.parseLong(fields[first]) + Long.parseLong(fields[first + 1])) * NANOS_PER_TICK;
	}

	private static String[] fields(String process) throws IOException {
		String stat = Files.readString(Path.of("/proc", process, "stat"));
		return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
	}

}
