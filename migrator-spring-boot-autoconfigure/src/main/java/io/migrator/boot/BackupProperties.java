package io.migrator.boot;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.migrator.backup.BackupMode;
import io.migrator.backup.DumpFormat;
import io.migrator.backup.PgDumpSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.util.StringUtils;

/**
 * Configuration properties of the backups that are taken before a deploy.
 */
public class BackupProperties {

	/**
	 * Whether a deploy that has something to apply takes a backup first.
	 */
	private BackupMode mode = BackupMode.NONE;

	/**
	 * Folder of the backups, one for each database server; it should outlive the process
	 * and its machine. Needed unless a bean takes the backups.
	 */
	private @Nullable String directory;

	/**
	 * Program that takes the backups: a path, or a name to be found on the PATH. Its
	 * version must not be older than the server's.
	 */
	private String command = PgDumpSettings.DEFAULT_COMMAND;

	/**
	 * What the program writes.
	 */
	private DumpFormat format = DumpFormat.CUSTOM;

	/**
	 * Schemas to back up; the migrator's own comes along. All of the database if empty.
	 */
	private List<String> schemas = new ArrayList<>();

	/**
	 * Further arguments of the program, such as "--exclude-table-data=log".
	 */
	private List<String> arguments = new ArrayList<>();

	/**
	 * How many backups of a database to keep in the folder; older ones are deleted once a
	 * new one is complete. Zero keeps all.
	 */
	private int keep;

	/**
	 * How long a backup may take.
	 */
	private Duration timeout = PgDumpSettings.DEFAULT_TIMEOUT;

	PgDumpSettings toPgDumpSettings() {
		Path folder = StringUtils.hasText(this.directory) ? Path.of(this.directory) : null;
		return new PgDumpSettings(folder, this.command, this.format, this.schemas, this.arguments, this.keep,
				this.timeout);
	}

	public BackupMode getMode() {
		return this.mode;
	}

	public void setMode(BackupMode mode) {
		this.mode = mode;
	}

	public @Nullable String getDirectory() {
		return this.directory;
	}

	public void setDirectory(@Nullable String directory) {
		this.directory = directory;
	}

	public String getCommand() {
		return this.command;
	}

	public void setCommand(String command) {
		this.command = command;
	}

	public DumpFormat getFormat() {
		return this.format;
	}

	public void setFormat(DumpFormat format) {
		this.format = format;
	}

	public List<String> getSchemas() {
		return this.schemas;
	}

	public void setSchemas(List<String> schemas) {
		this.schemas = schemas;
	}

	public List<String> getArguments() {
		return this.arguments;
	}

	public void setArguments(List<String> arguments) {
		this.arguments = arguments;
	}

	public int getKeep() {
		return this.keep;
	}

	public void setKeep(int keep) {
		this.keep = keep;
	}

	public Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(Duration timeout) {
		this.timeout = timeout;
	}

}
