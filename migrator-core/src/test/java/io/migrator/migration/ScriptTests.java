package io.migrator.migration;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

import org.junit.jupiter.api.Test;

import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

class ScriptTests {

	@Test
	void checksumIsThatOfTheTextWithLineFeeds() throws Exception {
		byte[] digest = MessageDigest.getInstance("SHA-256").digest("a\nb\n\nc".getBytes(StandardCharsets.UTF_8));
		String expected = HexFormat.of().formatHex(digest);
		assertThat(script("a\nb\n\nc").checksum()).isEqualTo(expected);
		assertThat(script("a\r\nb\r\n\r\nc").checksum()).isEqualTo(expected);
		assertThat(script("a\rb\r\rc").checksum()).isEqualTo(expected);
		assertThat(script("\uFEFFa\nb\n\nc").checksum()).isEqualTo(expected);
	}

	@Test
	void checksumSeesLineEndingsAcrossBuffers() {
		for (int length = 8 * 1024 - 3; length < 8 * 1024 + 3; length++) {
			String start = "x".repeat(length);
			assertThat(script(start + "\r\ny").checksum()).isEqualTo(script(start + "\ny").checksum())
				.isNotEqualTo(script(start + "\r\n\ny").checksum());
		}
	}

	@Test
	void commentsAndWhiteSpaceAreBlank() {
		assertThat(script("").isBlank()).isTrue();
		assertThat(script(" \r\n\t-- select 1;\n/* a /* nested */ select 2; */ ;\n").isBlank()).isTrue();
		assertThat(script("-- a\nselect 1").isBlank()).isFalse();
		assertThat(script("/* a */ /").isBlank()).isFalse();
		assertThat(script("/*/ still open */ select 1").isBlank()).isFalse();
		assertThat(script("/*/ select 1").isBlank()).isTrue();
	}

	@Test
	void goosesSectionsKeepTheirLines() {
		Script whole = script("""
				-- about
				-- +goose Up
				create table a ();
				-- +goose StatementBegin
				create function f() returns int as $$ select 1; $$ language sql
				-- +goose StatementEnd
				select 2;
				-- +goose Down
				drop table a;
				""");
		assertThat(whole.facts().sectionTool()).isEqualTo(SectionTool.GOOSE);
		assertThat(MigrationTree.text(whole.cut(SectionTool.GOOSE, SectionTool.Mark.UP))).isEqualTo("""


				create table a ();
				-- +goose StatementBegin
				create function f() returns int as $$ select 1; $$ language sql
				;
				select 2;


				""");
		assertThat(MigrationTree.text(whole.cut(SectionTool.GOOSE, SectionTool.Mark.DOWN)))
			.isEqualTo("\n".repeat(8) + "drop table a;\n");
	}

	@Test
	void checksumOfASectionLeavesTheOtherOut() {
		String up = script("-- migrate:up\nselect 1;\n-- migrate:down\nselect 2;\n")
			.cut(SectionTool.DBMATE, SectionTool.Mark.UP)
			.checksum();
		assertThat(script("\uFEFF-- migrate:up\r\nselect 1;\r\n-- migrate:down\r\n\r\nselect 3;\r\n")
			.cut(SectionTool.DBMATE, SectionTool.Mark.UP)
			.checksum()).isEqualTo(up).isEqualTo(script("select 1;\n").checksum());
	}

	@Test
	void breakpointsBecomeTerminatorsOfTheSameLength() {
		Script script = script(
				"create table a ()\n--> statement-breakpoint\nselect 1;--> statement-breakpoint\nselect '->'")
			.rewritten(DrizzleJournalLayout.BREAKPOINTS);
		String blanks = " ".repeat("--> statement-breakpoint".length() - 1);
		assertThat(MigrationTree.text(script))
			.isEqualTo("create table a ()\n;" + blanks + "\nselect 1;;" + blanks + "\nselect '->'");
	}

	@Test
	void longTextsPassFiltersUnharmed() {
		String text = "select 'ä€😀 ${x';\n".repeat(5000);
		assertThat(MigrationTree.text(script(text).rewritten(DrizzleJournalLayout.BREAKPOINTS))).isEqualTo(text);
		assertThat(MigrationTree.text(script("-- migrate:up\n" + text).cut(SectionTool.DBMATE, SectionTool.Mark.UP)))
			.isEqualTo("\n" + text);
	}

	static Script script(String text) {
		byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
		return Script.of("db/migrations/1_x.sql", new ByteArrayResource(bytes), bytes.length);
	}

}
