package io.migrator.boot;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Configuration properties of a start that does not wait for its migrations. They lie
 * beside the value of "migrator.startup" itself.
 */
@ConfigurationProperties("migrator.startup")
public class StartupProperties {

	/**
	 * Whether to migrate in the background, so that the web server starts meanwhile.
	 */
	private boolean async = false;

	/**
	 * How long a call waits for a connection to the database while migrations still run
	 * in the background. Until the application is ready, it waits for as long as they do.
	 */
	private Duration asyncWait = Duration.ofSeconds(30);

	/**
	 * What to do when migrations that run in the background fail.
	 */
	private OnFailure asyncOnFailure = OnFailure.EXIT;

	public boolean isAsync() {
		return this.async;
	}

	public void setAsync(boolean async) {
		this.async = async;
	}

	public Duration getAsyncWait() {
		return this.asyncWait;
	}

	public void setAsyncWait(Duration asyncWait) {
		this.asyncWait = asyncWait;
	}

	public OnFailure getAsyncOnFailure() {
		return this.asyncOnFailure;
	}

	public void setAsyncOnFailure(OnFailure asyncOnFailure) {
		this.asyncOnFailure = asyncOnFailure;
	}

	/**
	 * What an application does whose migrations failed while it started.
	 */
	public enum OnFailure {

		/** Exit with the code of the failure, as a start that waits would. */
		EXIT,

		/** Stay up, not ready, until somebody restarts it. */
		STAY

	}

}
