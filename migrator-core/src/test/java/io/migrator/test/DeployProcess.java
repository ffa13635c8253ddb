package io.migrator.test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A deploy in a process of its own, which can be killed. It is started ahead, so that
 * what is timed is the deploy and not the start of a JVM.
 */
public final class DeployProcess implements AutoCloseable {

	private static final Duration AT_MOST = Duration.ofSeconds(90);

	private final Process process;

	private final StringBuffer output = new StringBuffer();

	private final CountDownLatch ready = new CountDownLatch(1);

	private final Thread reader;

	private DeployProcess(Process process) {
		this.process = process;
		this.reader = new Thread(this::read, "deploy-process-output");
		this.reader.setDaemon(true);
		this.reader.start();
	}

	/**
	 * Starts a process that gets ready and then waits.
	 * @param server any database on the server
	 * @param jvmArguments more arguments for the JVM
	 * @return the process
	 */
	public static DeployProcess start(TestDatabase server, String... jvmArguments) {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
						"-XX:+UseSerialGC", "-Xshare:auto", "-Xmx64m"));
		command.addAll(List.of(jvmArguments));
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), DeployMain.class.getName(),
				server.url().replace("/" + server.name(), "/postgres")));
		try {
			return new DeployProcess(new ProcessBuilder(command).redirectErrorStream(true).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void read() {
		try (BufferedReader lines = this.process.inputReader(StandardCharsets.UTF_8)) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				this.output.append(line).append('\n');
				if (line.equals(DeployMain.READY)) {
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
	 * Waits until the process has started and waits itself.
	 * @return this process
	 */
	public DeployProcess awaitReady() {
		try {
			if (!this.ready.await(AT_MOST.toSeconds(), TimeUnit.SECONDS) || !this.process.isAlive()) {
				throw new IllegalStateException("The process did not get ready: " + this.output);
			}
			return this;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Lets the process deploy.
	 * @param database where to
	 * @param folder the migrations
	 * @return this process
	 */
	public DeployProcess deploy(TestDatabase database, Path folder) {
		try {
			OutputStream out = this.process.getOutputStream();
			out.write((database.url() + "\n" + folder + "\n").getBytes(StandardCharsets.UTF_8));
			out.flush();
			return this;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(this.output.toString(), ex);
		}
	}

	/**
	 * Kills the process, as {@code kill -9} does, unless it ends by itself before.
	 * @param delay how long to let it live
	 * @return whether it was killed
	 */
	public boolean killAfter(Duration delay) {
		try {
			boolean ended = this.process.waitFor(delay.toNanos(), TimeUnit.NANOSECONDS);
			this.process.destroyForcibly().waitFor();
			this.reader.join(AT_MOST.toMillis());
			return !ended;
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Waits for the end.
	 * @return the exit code
	 */
	public int awaitExit() {
		if (killAfter(AT_MOST)) {
			throw new IllegalStateException("The process did not end: " + this.output);
		}
		return this.process.exitValue();
	}

	/**
	 * What the process said so far.
	 * @return its standard output and error
	 */
	public String output() {
		return this.output.toString();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
	}

}
