package io.migrator.backfill.work;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * What the workers of this process are called, for people.
 *
 * @param prefix application, host and process
 */
record WorkerNames(String prefix) {

	static WorkerNames of(String application) {
		return new WorkerNames(application + " on " + host() + " (" + ProcessHandle.current().pid() + ")");
	}

	String worker(int number) {
		return this.prefix + " #" + number;
	}

	private static String host() {
		String name = System.getenv("HOSTNAME");
		if (name != null && !name.isBlank()) {
			return name;
		}
		try {
			return InetAddress.getLocalHost().getHostName();
		}
		catch (UnknownHostException ex) {
			return "unknown host";
		}
	}

}
