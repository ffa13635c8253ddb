package io.migrator.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the comments at the head of a script ask for: {@code -- migrator: key=value}.
 *
 * @param nonTransactional whether it must not run inside one transaction
 * @param lockTimeout how long a statement may wait for a lock, or {@code null} for the
 * general setting; zero waits for ever
 * @param statementTimeout how long a statement may run, or {@code null} for the general
 * setting; zero sets no limit
 * @param environments the only environments to run in, with {@code !} before those to
 * leave out; empty for all
 * @param requiresApproval whether somebody has to approve it first
 * @param requiresBackfill the backfills that must be done first
 * @param window the hours in which it may run, or {@code null} for any
 * @param allowances the safety rules that it may break
 * @param afterStart whether it runs only after the application is ready
 * @param renamedFrom the ids that this migration had before
 * @param replaces the migrations that it stands for, which need not be there any more
 * @param why why it is there, or {@code null}
 * @param risk what may go wrong, or {@code null}
 * @param rollback how to take it back, or {@code null}
 */
public record Directives(boolean nonTransactional, @Nullable Duration lockTimeout, @Nullable Duration statementTimeout,
		Set<String> environments, boolean requiresApproval, List<String> requiresBackfill, @Nullable Window window,
		List<Allowance> allowances, boolean afterStart, List<String> renamedFrom, List<Replacement> replaces,
		@Nullable String why, @Nullable String risk, @Nullable String rollback) {

	/**
	 * Nothing asked for.
	 */
	public static final Directives NONE = new Directives(false, null, null, Set.of(), false, List.of(), null, List.of(),
			false, List.of(), List.of(), null, null, null);

	public Directives {
		environments = Collections.unmodifiableSet(new LinkedHashSet<>(environments));
		requiresBackfill = List.copyOf(requiresBackfill);
		allowances = List.copyOf(allowances);
		renamedFrom = List.copyOf(renamedFrom);
		replaces = List.copyOf(replaces);
	}

	/**
	 * Reads the directives at the head of a text.
	 * @param script the script's name, for errors
	 * @param head the text, of which only leading comments may follow
	 * {@code -- migrator:}
	 * @return the directives
	 * @throws io.migrator.sql.ScriptException if one is unknown or has a bad value
	 */
	public static Directives parse(String script, String head) {
		return DirectiveParser.parse(script, head);
	}

	/**
	 * Whether a safety rule may be broken.
	 * @param rule the rule's name
	 * @return whether there is an {@code allow} for it
	 */
	public boolean allows(String rule) {
		return this.allowances.stream().anyMatch((allowance) -> allowance.rule().equals(rule));
	}

	/**
	 * Whether this migration stands for another.
	 * @param id the other's id
	 * @return whether it is among those that this one replaces
	 */
	public boolean replaces(String id) {
		return this.replaces.stream().anyMatch((replacement) -> replacement.id().equals(id));
	}

	/**
	 * Whether the script belongs in one of the active environments.
	 * @param active the active environments
	 * @return whether it is to run there
	 */
	public boolean appliesIn(Collection<String> active) {
		return appliesIn(this.environments, active);
	}

	static boolean appliesIn(Set<String> environments, Collection<String> active) {
		boolean listed = false;
		boolean anyListed = false;
		for (String environment : environments) {
			if (environment.startsWith("!")) {
				if (active.contains(environment.substring(1))) {
					return false;
				}
			}
			else {
				anyListed = true;
				listed |= active.contains(environment);
			}
		}
		return listed || !anyListed;
	}

	/**
	 * The same, waiting for nothing and meant for everywhere.
	 * @return a copy
	 */
	Directives freed() {
		return freed(List.of());
	}

	/**
	 * The same, meant for everywhere, and waiting for nothing but backfills, without
	 * which it may not be possible.
	 * @return a copy
	 */
	Directives replayed() {
		return freed(this.requiresBackfill);
	}

	private Directives freed(List<String> backfills) {
		return new Directives(this.nonTransactional, this.lockTimeout, this.statementTimeout, Set.of(), false,
				backfills, null, this.allowances, false, this.renamedFrom, this.replaces, this.why, this.risk,
				this.rollback);
	}

	Directives asNonTransactional() {
		return this.nonTransactional ? this
				: new Directives(true, this.lockTimeout, this.statementTimeout, this.environments,
						this.requiresApproval, this.requiresBackfill, this.window, this.allowances, this.afterStart,
						this.renamedFrom, this.replaces, this.why, this.risk, this.rollback);
	}

}
