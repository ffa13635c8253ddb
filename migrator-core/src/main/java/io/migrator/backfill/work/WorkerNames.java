package io.migrator.backfill.work;

import io.migrator.history.HostName;

/**
 * What the workers of this process are called, for people.
 *
 * @param prefix application, host and process
 */
record WorkerNames(String prefix) {

	static WorkerNames of(String application) {
		return new WorkerNames(application + " on " + HostName.get() + " (" + ProcessHandle.current().pid() + ")");
	}

	String worker(int number) {
		return this.prefix + " #" + number;
	}

}
