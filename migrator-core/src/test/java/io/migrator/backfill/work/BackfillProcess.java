package io.migrator.backfill.work;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process that works on backfills until they are done, and that can be killed and
 * frozen. It is started ahead, so that what is timed is its work and not the start of a
 * JVM.
 */
final class BackfillProcess implements AutoCloseable {

	private static final Duration AT_MOST = Duration.ofSeconds(90);

	private final Process process;

	private final StringBuffer output = new StringBuffer();

	private final CountDownLatch ready = new CountDownLatch(1);

	private BackfillProcess(Process process) {
		this.process = process;
		Thread reader = new Thread(this::read, "backfill-process-output");
		reader.setDaemon(true);
		reader.start();
	}

	static BackfillProcess start() {
		try {
			return new BackfillProcess(
					new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
							"-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m", "-cp",
							System.getProperty("java.class.path"), BackfillMain.class.getName())
						.redirectErrorStream(true)
						.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.output.append(line).append('\n');
				if (line.equals(BackfillMain.READY)) {
					this.ready.countDown();
				}
			}
		}
		catch (IOException ex) {
			this.output.append(ex);
		}
		finally {
			this.ready.countDown();
		}
	}

	/**
	 * Lets the process work, once it is ready.
	 * @param url the database
	 * @param folder the backfills
	 * @param lease how long it may be silent
	 * @return this process
	 */
	BackfillProcess work(String url, Path folder, Duration lease) {
		try {
			if (!this.ready.await(AT_MOST.toSeconds(), TimeUnit.SECONDS) || !this.process.isAlive()) {
				throw new IllegalStateException("The process did not get ready: " + this.output);
			}
			OutputStream out = this.process.getOutputStream();
			out.write((url + "\n" + folder + "\n" + lease.toMillis() + "\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
			return this;
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(this.output.toString(), ex);
		}
	}

	boolean isAlive() {
		return this.process.isAlive();
	}

	/** As {@code kill -9}. */
	void kill() {
		try {
			this.process.destroyForcibly().waitFor();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void freeze() {
		signal("-STOP");
	}

	void thaw() {
		signal("-CONT");
	}

	private void signal(String signal) {
		try {
			new ProcessBuilder(List.of("kill", signal, Long.toString(this.process.pid()))).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for the end.
	 * @param atMost how long
	 * @return whether all was done then
	 */
	boolean awaitEnd(Duration atMost) {
		try {
			return this.process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS) && this.process.exitValue() == 0;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	String output() {
		return this.output.toString();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
