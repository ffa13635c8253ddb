package io.migrator.run;

import java.time.Duration;

import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import org.jspecify.annotations.Nullable;

/**
 * Another process held the migration lock for too long.
 */
public final class LockWaitException extends MigratorException {

	private final Duration waited;

	/**
	 * Creates an exception.
	 * @param waited how long we waited
	 * @param holder who holds the lock, or {@code null} if the server did not say
	 */
	public LockWaitException(Duration waited, @Nullable Blocker holder) {
		super("Waited " + waited.toSeconds() + " s for another process that migrates this database: "
				+ ((holder != null) ? holder.describe() : "the server does not say who"),
				"This process changed nothing; the other one may still be at work",
				"Let the other process end, or end its session with 'SELECT pg_terminate_backend("
						+ ((holder != null) ? holder.pid() : "<pid>")
						+ ")', then deploy again; migrator.lock-wait sets how long to wait.",
				null);
		this.waited = waited;
	}

	public Duration waited() {
		return this.waited;
	}

	@Override
	public int exitCode() {
		return ExitCodes.LOCKED;
	}

}
