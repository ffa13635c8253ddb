package io.migrator.run;

import io.migrator.test.Workspace;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ValidateTests {

	private final Workspace workspace = new Workspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void asksTheServerForTheSyntaxOfEveryPendingScriptAndRunsNothing() {
		this.workspace.migration("20260101000000_first", "CREATE TABEL applied_already (id int);");
		this.workspace.migrator().baseline(null, null);
		this.workspace
			.migration("20260102000000_second",
					"BEGIN;\nCREATE TABLE wallet (id int);\nCOMMIT;\nDROP SUBSCRIPTION s;\nVACUUM;\n"
							+ "SELECT no_such_function();\nCALL nothing();")
			.migration("20260103000000_third", """
					CREATE TABLE deal (id int);

					  CREATE TABLE "ä" (id int,, x int);
					ROLLBACK;
					COPY deal FROM STDIN;
					1
					\\.
					SELEC 1;
					""")
			.down("20260103000000_third", "DROP TABLE;")
			.verify("20260103000000_third", "SELECT 'unfinished");
		ValidationReport report = this.workspace.migrator().validate();
		assertThat(report.isValid()).isFalse();
		assertThat(report.findings())
			.extracting((finding) -> finding.script().substring(finding.script().lastIndexOf('/') + 1) + ":"
					+ finding.line() + ":" + finding.column() + " " + finding.sqlState())
			.containsExactly("migration.sql:3:28 42601", "migration.sql:8:1 42601", "down.sql:1:11 42601",
					"verify.sql:1:8 null");
		assertThat(this.workspace.exists("wallet")).isFalse();
		assertThat(this.workspace.exists("deal")).isFalse();
		assertThat(report.statementsChecked()).isEqualTo(10);
	}

	@Test
	void findsNothingWrongWithUnknownNames() {
		this.workspace.migration("20260102000000_second", "ALTER TABLE there_is_none ADD COLUMN x there_is_no_type;");
		assertThat(this.workspace.migrator().validate().isValid()).isTrue();
	}

}
