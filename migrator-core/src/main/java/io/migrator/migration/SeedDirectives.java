package io.migrator.migration;

import java.time.Duration;
import java.util.Collection;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What the head of a seed says of how to run it.
 *
 * @param environments where it is to run, see {@link Directives#environments()}
 * @param lockTimeout how long a statement may wait for a lock, or {@code null} for the
 * general setting
 * @param statementTimeout how long a statement may run, or {@code null} for the server's
 * setting
 * @param why why it is there, or {@code null}
 */
public record SeedDirectives(Set<String> environments, @Nullable Duration lockTimeout,
		@Nullable Duration statementTimeout, @Nullable String why) {

	/** Nothing said. */
	public static final SeedDirectives NONE = new SeedDirectives(Set.of(), null, null, null);

	public SeedDirectives {
		environments = Set.copyOf(environments);
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
	public static SeedDirectives parse(String script, String head) {
		return DirectiveParser.parseSeed(script, head);
	}

	/**
	 * Whether the seed belongs in one of some environments.
	 * @param active the environments
	 * @return whether it is to run there
	 */
	public boolean appliesIn(Collection<String> active) {
		return Directives.appliesIn(this.environments, active);
	}

}
