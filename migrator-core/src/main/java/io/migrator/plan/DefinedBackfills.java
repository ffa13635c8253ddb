package io.migrator.plan;

import java.util.Set;

/**
 * The backfills that an application defines.
 *
 * @param here the names of those that run in this environment
 * @param elsewhere the names of those that run only in others, for which nobody has to
 * wait here
 * @param all whether there are no others, so that another name is a mistake
 */
public record DefinedBackfills(Set<String> here, Set<String> elsewhere, boolean all) {

	public DefinedBackfills {
		here = Set.copyOf(here);
		elsewhere = Set.copyOf(elsewhere);
	}

	boolean mayHave(String name) {
		return !this.all || this.here.contains(name) || this.elsewhere.contains(name);
	}

}
