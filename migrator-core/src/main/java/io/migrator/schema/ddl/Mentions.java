package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import org.jspecify.annotations.Nullable;

/**
 * What the bodies of functions speak of. The catalog does not know it of a body that is a
 * text, so the function waits for all whose name is a word of it, unless that waits for
 * the function. Then the server must not look into the body.
 */
final class Mentions {

	private static final Pattern WORD = Pattern
		.compile("\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*|[-+*/<>=~!@#%^&|`?]+");

	private final Work work;

	private final Map<String, List<Action>> named = new HashMap<>();

	private final Map<ObjectId, List<Action>> columns = new HashMap<>();

	private final Set<Action> unmet = new HashSet<>();

	Mentions(Work work) {
		this.work = work;
	}

	/** Makes functions wait. All that they must wait for is to be known already. */
	void connect() {
		List<Action> functions = this.work.actions().stream().filter((action) -> body(action) != null).toList();
		if (functions.isEmpty()) {
			return;
		}
		this.work.actions().forEach(this::index);
		for (Action function : functions) {
			for (Action mentioned : mentioned(function)) {
				if (mentioned.mode() != DdlStep.Mode.TRANSACTION || waits(mentioned, function)) {
					this.unmet.add(function);
				}
				else {
					function.after(mentioned);
				}
			}
		}
		new Evaluations(this.work).connect(functions);
	}

	private @Nullable String body(Action action) {
		Fact fact = (action.subject().kind() == Kind.FUNCTION && action.verb() != Action.Verb.DROP && !action.isLate())
				? this.work.to().find(action.subject()) : null;
		return (fact != null) ? fact.text("body") : null;
	}

	private void index(Action action) {
		ObjectId id = action.subject();
		if (action.verb() == Action.Verb.DROP || action.isLate()) {
			return;
		}
		String name = switch (id.kind()) {
			case TABLE, FOREIGN_TABLE, COLUMN, VIEW, MATERIALIZED_VIEW, SEQUENCE, ENUM, COMPOSITE, DOMAIN, RANGE,
					BASE_TYPE, COLLATION, TEXT_SEARCH_CONFIGURATION, TEXT_SEARCH_DICTIONARY, CONSTRAINT ->
				id.name();
			case FUNCTION, AGGREGATE, OPERATOR -> nameOf(id.name());
			default -> null;
		};
		if (name != null) {
			this.named.computeIfAbsent(name, (key) -> new ArrayList<>()).add(action);
		}
		Fact fact = this.work.to().find(id);
		if (id.kind() == Kind.COLUMN && fact != null && fact.parent() != null) {
			this.columns.computeIfAbsent(fact.parent(), (key) -> new ArrayList<>()).add(action);
		}
	}

	/**
	 * What a text of SQL may speak of.
	 * @param text the text
	 * @return the names in it, among other words
	 */
	static Set<String> names(String text) {
		Set<String> names = new LinkedHashSet<>();
		Matcher matcher = WORD.matcher(text);
		while (matcher.find()) {
			String word = matcher.group();
			names.add(word.startsWith("\"") ? unquoted(word) : word.toLowerCase(Locale.ROOT));
		}
		return names;
	}

	static String nameOf(String signature) {
		Matcher matcher = WORD.matcher(signature);
		return matcher.find() ? unquoted(matcher.group()) : signature;
	}

	private static String unquoted(String word) {
		return word.startsWith("\"") ? word.substring(1, word.length() - 1).replace("\"\"", "\"") : word;
	}

	private Set<Action> mentioned(Action function) {
		Set<Action> mentioned = new LinkedHashSet<>();
		for (String name : names(String.valueOf(body(function)))) {
			mentioned.addAll(this.named.getOrDefault(name, List.of()));
		}
		mentioned.removeIf((action) -> action.subject().equals(function.subject()));
		return mentioned;
	}

	/**
	 * Whether an action waits for a function, or will when columns are part of their
	 * table.
	 */
	private boolean waits(Action action, Action function) {
		Set<Action> seen = new HashSet<>();
		List<Action> open = new ArrayList<>(List.of(action));
		while (!open.isEmpty()) {
			Action next = open.remove(open.size() - 1);
			if (next == function) {
				return true;
			}
			if (seen.add(next)) {
				open.addAll(next.predecessors());
				if (next.verb() == Action.Verb.CREATE) {
					open.addAll(this.columns.getOrDefault(next.subject(), List.of()));
				}
			}
		}
		return false;
	}

	/**
	 * Tells the server to take bodies as they are where one speaks of what comes later.
	 * @param sorted the actions in their order
	 * @return their statements, with a setting before the first such function of each
	 * part
	 */
	List<DdlStep> steps(List<Action> sorted) {
		List<DdlStep> steps = new ArrayList<>(sorted.size());
		boolean set = false;
		for (Action action : sorted) {
			set = set && action.mode() == steps.get(steps.size() - 1).mode();
			if (!set && this.unmet.contains(action)) {
				steps.add(new DdlStep("SET LOCAL check_function_bodies = off", action.subject(), action.mode(), null));
				set = true;
			}
			steps.add(action.step());
		}
		return steps;
	}

}
