package io.migrator.boot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.migrator.error.ExitCodes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class FormatCommandTests {

	private static final String UGLY = "create table wallet(id int,\n   name text );\n\n\n\n\ncreate index on wallet(name);";

	private final CommandBench bench = new CommandBench();

	@TempDir
	Path folder;

	private Path script;

	@BeforeEach
	void writeAnUglyMigration() throws IOException {
		this.script = Files.createDirectory(this.folder.resolve("20260101000000_wallet")).resolve("migration.sql");
		Files.writeString(this.script, UGLY);
		this.bench.locations("file:" + this.folder);
	}

	@AfterEach
	void close() {
		this.bench.close();
	}

	@Test
	void checkWritesNothingAndExitsWithThree() throws IOException {
		assertThat(this.bench.run("format", "--check", this.folder.toString()))
			.isEqualTo("Would format " + this.script + "\n");
		assertThat(this.bench.exitCode()).isEqualTo(ExitCodes.DIFFERENCE);
		assertThat(this.script).hasContent(UGLY);
		assertThat(this.bench.json("format", "--check", "--json", this.folder.toString()))
			.containsOnlyKeys("changed", "written")
			.containsEntry("written", false);
	}

	@Test
	void formatsOnceAndThenHasNothingToDo() throws IOException {
		assertThat(this.bench.run("format", this.folder.toString())).isEqualTo("Formatted " + this.script + "\n");
		assertThat(Files.readString(this.script)).isNotEqualTo(UGLY);
		assertThat(this.bench.run("format", this.folder.toString())).isEqualTo("Nothing to format.\n");
		assertThat(this.bench.run("format", "--check", this.folder.toString())).isEqualTo("Nothing to format.\n");
		assertThat(this.bench.exitCode()).isZero();
	}

	@Test
	void anAppliedMigrationStaysValid() {
		this.bench.run("deploy");
		this.bench.run("format", this.folder.toString());
		assertThat(this.bench.run("status"))
			.contains("only comments or white space changed since it was applied: accepted");
		assertThat(this.bench.run("deploy")).isEqualTo("Nothing to do: the database is up to date.\n");
		assertThat(this.bench.run("plan", "--check")).startsWith("A deploy would find nothing to apply.");
		assertThat(this.bench.exitCode()).isZero();
	}

}
