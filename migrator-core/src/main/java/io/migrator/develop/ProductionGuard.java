package io.migrator.develop;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what is meant for development away from production. Anything that says production
 * counts: the environment, the name of the database or of its server.
 */
final class ProductionGuard {

	private static final Set<String> WORDS = Set.of("prod", "prd", "production", "productive", "live");

	private ProductionGuard() {
	}

	/**
	 * Looks for a sign of production.
	 * @param environments the environments of the application, such as its profiles
	 * @param url the JDBC URL of the database
	 * @return what says production, or {@code null} if nothing does
	 */
	static @Nullable String sign(Set<String> environments, String url) {
		for (String environment : environments) {
			if (saysProduction(environment)) {
				return "the environment is '" + environment + "'";
			}
		}
		String place = url.replaceFirst("[?].*", "").replaceFirst("^jdbc:", "");
		return saysProduction(place) ? "the database is at " + place : null;
	}

	/**
	 * Looks for a sign of production in what the server says of the database, which a
	 * tunnel or a proxy before it does not hide.
	 * @param environments the environments of the application
	 * @param names the URL of the database, its name, and the comment on it
	 * @return what says production, or {@code null} if nothing does
	 */
	static @Nullable String sign(Set<String> environments, List<String> names) {
		String sign = sign(environments, names.get(0));
		if (sign != null) {
			return sign;
		}
		if (saysProduction(names.get(1))) {
			return "the server calls the database " + names.get(1);
		}
		return saysProduction(names.get(2)) ? "the comment on the database is '" + names.get(2) + "'" : null;
	}

	private static boolean saysProduction(String text) {
		for (String word : text.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
			if (WORDS.contains(word.replaceAll("[0-9]+$", ""))) {
				return true;
			}
		}
		return false;
	}

}
