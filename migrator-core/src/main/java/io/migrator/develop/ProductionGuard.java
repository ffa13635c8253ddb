package io.migrator.develop;

import java.util.Locale;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Keeps what is meant for development away from production. Anything that says production
 * counts: the environment, the name of the database or of its server.
 */
final class ProductionGuard {

	private static final Set<String> WORDS = Set.of("prod", "prd", "production", "live");

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

	private static boolean saysProduction(String text) {
		for (String word : text.toLowerCase(Locale.ROOT).split("[^a-z0-9]+")) {
			if (WORDS.contains(word.replaceAll("[0-9]+$", ""))) {
				return true;
			}
		}
		return false;
	}

}
