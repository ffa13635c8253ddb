package io.migrator.migration;

/**
 * What a script is for, which tells what its head may ask for.
 */
enum ScriptKind {

	MIGRATION("a migration"), BACKFILL("a backfill"), SEED("a seed"), CHECK("a check");

	private final String words;

	ScriptKind(String words) {
		this.words = words;
	}

	String words() {
		return this.words;
	}

}
