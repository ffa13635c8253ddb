package io.migrator.migration;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.migrator.migration.FormatFiles.Change;
import io.migrator.sql.ScriptException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Formatting on disk.
 */
class FormatFilesTests {

	@TempDir
	Path folder;

	@Test
	void findsAndWritesWhatIsNotFormatted() throws IOException {
		Path untidy = file("b/untidy.sql", "select 1 ;\r\n");
		Path marked = file("a/marked.sql", "\uFEFFSELECT 'ä';\n");
		file("a/tidy.sql", "SELECT 1;\n");
		file("a/notes.txt", "select 1 ;");
		List<Change> changes = FormatFiles.changes(List.of(this.folder, untidy));
		assertThat(changes).containsExactly(new Change(marked, "SELECT 'ä';\n"), new Change(untidy, "SELECT 1;\n"));
		assertThat(untidy).hasContent("select 1 ;");
		changes.forEach(Change::write);
		assertThat(marked).hasBinaryContent("SELECT 'ä';\n".getBytes(StandardCharsets.UTF_8));
		assertThat(FormatFiles.changes(List.of(this.folder))).isEmpty();
	}

	@Test
	void refusesWhatIsTooBig() throws IOException {
		Path big = this.folder.resolve("big.sql");
		try (RandomAccessFile file = new RandomAccessFile(big.toFile(), "rw")) {
			file.setLength(20_000_001);
		}
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> FormatFiles.changes(List.of(this.folder)))
			.satisfies((ex) -> assertThat(ex.problem()).contains("big.sql has 20 MB"));
	}

	@Test
	void refusesWhatIsMissing() {
		assertThatExceptionOfType(InvalidMigrationsException.class)
			.isThrownBy(() -> FormatFiles.changes(List.of(this.folder.resolve("gone.sql"))))
			.satisfies((ex) -> assertThat(ex.problem()).endsWith("gone.sql does not exist"));
	}

	@Test
	void namesTheFileThatIsNoScript() throws IOException {
		Path broken = file("broken.sql", "SELECT 1;\nSELECT 'a");
		assertThatExceptionOfType(ScriptException.class).isThrownBy(() -> FormatFiles.changes(List.of(this.folder)))
			.withMessageContaining(broken + ":2:");
	}

	private Path file(String name, String text) throws IOException {
		Path file = this.folder.resolve(name);
		Files.createDirectories(file.getParent());
		return Files.writeString(file, text);
	}

}
