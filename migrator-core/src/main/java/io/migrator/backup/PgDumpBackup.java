package io.migrator.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.backup.ChildProgram.Outcome;
import io.migrator.shadow.ShadowServer;
import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * Takes backups by {@code pg_dump}, which opens connections of its own.
 */
public final class PgDumpBackup implements DatabaseBackup {

	private static final Pattern VERSION = Pattern.compile("\\(PostgreSQL\\) (\\d+)");

	private static final Duration VERSION_TIMEOUT = Duration.ofSeconds(30);

	private final PgDumpSettings settings;

	private final Supplier<@Nullable ShadowServer> server;

	/**
	 * Creates a backup.
	 * @param settings how the program is run
	 * @param server the way to the database, asked for when a backup is to be taken;
	 * {@code null} if it cannot be told
	 */
	public PgDumpBackup(PgDumpSettings settings, Supplier<@Nullable ShadowServer> server) {
		this.settings = settings;
		this.server = server;
	}

	@Override
	public Backup take(BackupRequest request) throws InterruptedException {
		Path folder = this.settings.directory();
		if (folder == null) {
			throw new BackupException("Nobody said where backups are kept", null,
					"Set migrator.backup.directory to a folder that outlives this process and its machine.", null);
		}
		ShadowServer way = this.server.get();
		if (way == null) {
			throw new BackupException("The migrator's data source does not tell how it reaches the database", null,
					"Set migrator.datasource.url, .username and .password, or take backups by a bean of type "
							+ "DatabaseBackup.",
					null);
		}
		LibpqEnvironment environment = LibpqEnvironment.of(way);
		checkVersion(request.serverVersion());
		DumpDirectory directory = new DumpDirectory(folder, request.database(), this.settings.format());
		try {
			Path file = dump(directory, directory.begin(request.at()), environment, request);
			directory.tidy(this.settings.keep(), this.settings.timeout().plusHours(1));
			return new Backup(file.toString(), RestoreCommand.of(environment, this.settings.format(), file, request));
		}
		catch (IOException ex) {
			throw new BackupException("A backup cannot be written to " + folder.toAbsolutePath() + ": " + ex, null,
					"Make migrator.backup.directory a folder that this process may write to.", ex);
		}
	}

	/** An older {@code pg_dump} refuses a newer server, after it has waited for it. */
	private void checkVersion(int serverVersion) throws InterruptedException {
		String command = this.settings.command();
		String install = "Install PostgreSQL's client programs of version " + serverVersion
				+ " or newer, and set migrator.backup.command if they are not on the PATH.";
		try {
			Outcome outcome = ChildProgram.run(List.of(command, "--version"), (environment) -> {
			}, VERSION_TIMEOUT);
			Matcher version = VERSION.matcher(outcome.output());
			if (outcome.exitCode() != 0 || !version.find()) {
				throw new BackupException("'" + command + " --version' does not answer as pg_dump does: exit code "
						+ outcome.exitCode() + ", " + outcome.output(), null, install, null);
			}
			if (Integer.parseInt(version.group(1)) < serverVersion) {
				throw new BackupException("'" + command + "' is of version " + version.group(1)
						+ ", which cannot dump a server of version " + serverVersion, null, install, null);
			}
		}
		catch (IOException ex) {
			throw new BackupException("There is no program '" + command + "': " + ex.getMessage(), null, install, ex);
		}
	}

	private Path dump(DumpDirectory directory, Path partial, LibpqEnvironment environment, BackupRequest request)
			throws IOException, InterruptedException {
		boolean complete = false;
		try {
			Outcome outcome = ChildProgram.run(command(partial, request), environment::apply, this.settings.timeout());
			check(outcome, partial);
			Path file = directory.finish(partial);
			complete = true;
			return file;
		}
		finally {
			if (!complete) {
				DumpDirectory.delete(partial);
			}
		}
	}

	private List<String> command(Path partial, BackupRequest request) {
		List<String> command = new ArrayList<>(List.of(this.settings.command(), "--no-password",
				"--format=" + this.settings.format().label(), "--file=" + partial));
		List<String> schemas = new ArrayList<>(this.settings.schemas());
		if (!schemas.isEmpty() && !schemas.contains(request.historySchema())) {
			schemas.add(request.historySchema());
		}
		schemas.forEach((schema) -> command.add("--schema=" + Quote.identifier(schema)));
		command.addAll(this.settings.arguments());
		return command;
	}

	private void check(Outcome outcome, Path partial) throws IOException {
		if (outcome.late()) {
			throw new BackupException(
					"'" + this.settings.command() + "' was not done after " + this.settings.timeout().toSeconds()
							+ " s and was ended" + (outcome.output().isEmpty() ? "" : ": " + outcome.output()),
					null, "Set migrator.backup.timeout to more than a dump of this database takes.", null);
		}
		if (outcome.exitCode() != 0) {
			throw new BackupException(
					"'" + this.settings.command() + "' ended with exit code " + outcome.exitCode() + ": "
							+ outcome.output(),
					null, "Mend what it says. It connects as the migrator's data source does, as far as that tells: "
							+ "migrator.datasource.url, .username and .password name another way.",
					null);
		}
		boolean empty = Files.isDirectory(partial) ? !Files.exists(partial.resolve("toc.dat"))
				: Files.size(partial) == 0;
		if (empty) {
			throw new BackupException("'" + this.settings.command() + "' wrote nothing to " + partial, null,
					"Look at migrator.backup.command and migrator.backup.arguments.", null);
		}
	}

}
