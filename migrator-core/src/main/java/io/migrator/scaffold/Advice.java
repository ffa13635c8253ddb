package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;

/**
 * What else speaks of a column, and what people should know of it.
 */
final class Advice {

	private Advice() {
	}

	static List<String> of(Replacement replacement) {
		List<String> advice = new ArrayList<>();
		for (ObjectId id : replacement.copies().repointed()) {
			advice.add(id + " uses " + replacement.subject().quoted() + ": the switch makes it use "
					+ replacement.sync().targets().get(0).quoted() + (id.kind() == Kind.MATERIALIZED_VIEW
							? ", for which it is made anew and filled while nobody can read it" : ""));
		}
		advice.addAll(mentions(replacement.subject()));
		return advice;
	}

	/**
	 * Functions that may speak of a column; the catalog does not know it of a body that
	 * is a text.
	 */
	static List<String> mentions(Subject subject) {
		Pattern word = Pattern
			.compile("(?<![\\p{L}\\p{N}_$])" + Pattern.quote(subject.name()) + "(?![\\p{L}\\p{N}_$])");
		List<String> advice = new ArrayList<>();
		for (Fact fact : subject.schema().facts()) {
			String body = (fact.id().kind() == Kind.FUNCTION) ? fact.text("body") : null;
			if (body != null && word.matcher(body).find()) {
				advice.add(fact.id() + " mentions the word " + subject.name()
						+ ": if it means this column, change it by a migration between switch and contract");
			}
		}
		return advice;
	}

}
