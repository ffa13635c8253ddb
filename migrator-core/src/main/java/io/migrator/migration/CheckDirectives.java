package io.migrator.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a check says of when and how to run it.
 *
 * @param environments where it is to run, see {@link Directives#environments()}
 * @param after the migrations that must be applied before it can be run
 * @param requiresBackfill the backfills that must be completed before it can be run
 * @param onDemand whether it is run only if somebody asks for it, and not after a deploy
 * @param statementTimeout how long a statement may run, or {@code null} for the general
 * setting
 * @param why why it is there, or {@code null}
 */
public record CheckDirectives(Set<String> environments, List<String> after, List<String> requiresBackfill,
		boolean onDemand, @Nullable Duration statementTimeout, @Nullable String why) {

	/** Nothing said. */
	public static final CheckDirectives NONE = new CheckDirectives(Set.of(), List.of(), List.of(), false, null, null);

	public CheckDirectives {
		environments = Set.copyOf(environments);
		after = List.copyOf(after);
		requiresBackfill = List.copyOf(requiresBackfill);
	}

	/**
	 * Reads the directives at the head of a text.
	 * @param script the script's name, for errors
	 * @param head the text, of which only leading comments may follow
	 * {@code -- migrator:}
	 * @return the directives
	 * @throws io.migrator.sql.ScriptException if one is unknown, belongs elsewhere or has
	 * a bad value
	 */
	public static CheckDirectives parse(String script, String head) {
		return DirectiveParser.parseCheck(script, head);
	}

	/**
	 * Whether the check belongs in one of some environments.
	 * @param active the environments
	 * @return whether it is to run there
	 */
	public boolean appliesIn(Collection<String> active) {
		return Directives.appliesIn(this.environments, active);
	}

}
