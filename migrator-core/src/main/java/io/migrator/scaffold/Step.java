package io.migrator.scaffold;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One file to be written, with the file that takes it back.
 *
 * @param phase what it is for
 * @param what what it does, a sentence or two
 * @param application what the application must do, a sentence or two
 * @param directives the directives at its head, without {@code -- migrator:}
 * @param sql the statements
 * @param down the statements that take them back, or {@code null} if there is no way back
 */
record Step(Phase phase, String what, String application, List<String> directives, String sql, @Nullable String down) {

	Step {
		directives = List.copyOf(directives);
	}

}
