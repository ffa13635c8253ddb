package io.migrator.schema.ddl;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.SchemaSnapshot;

/**
 * How PostgreSQL turns the values of one type into those of another.
 */
final class Casts {

	private static final Set<String> TEXTS = Set.of("text", "character varying", "character", "name", "\"char\"");

	private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "real", "double precision",
			"numeric");

	/** What is converted without being asked to, beside numbers and texts. */
	private static final Map<String, Set<String>> ASSIGNED = Map.ofEntries(
			Map.entry("date", Set.of("timestamp without time zone", "timestamp with time zone")),
			Map.entry("timestamp without time zone",
					Set.of("date", "time without time zone", "timestamp with time zone")),
			Map.entry("timestamp with time zone",
					Set.of("date", "time without time zone", "time with time zone", "timestamp without time zone")),
			Map.entry("time without time zone", Set.of("interval", "time with time zone")),
			Map.entry("time with time zone", Set.of("time without time zone")),
			Map.entry("interval", Set.of("time without time zone")), Map.entry("json", Set.of("jsonb")),
			Map.entry("jsonb", Set.of("json")), Map.entry("bit", Set.of("bit varying")),
			Map.entry("bit varying", Set.of("bit")), Map.entry("cidr", Set.of("inet")),
			Map.entry("inet", Set.of("cidr")), Map.entry("macaddr", Set.of("macaddr8")),
			Map.entry("macaddr8", Set.of("macaddr")), Map.entry("money", Set.of("numeric")),
			Map.entry("numeric", Set.of("money")), Map.entry("integer", Set.of("money", "oid")),
			Map.entry("bigint", Set.of("money", "oid")), Map.entry("smallint", Set.of("oid")),
			Map.entry("oid", Set.of("integer", "bigint")));

	/** What is converted when asked to. */
	private static final Map<String, Set<String>> EXPLICIT = Map.of("integer", Set.of("boolean", "bit"), "boolean",
			Set.of("integer"), "bigint", Set.of("bit"), "bit", Set.of("integer", "bigint"), "jsonb",
			Set.of("boolean", "smallint", "integer", "bigint", "numeric", "real", "double precision"), "int4range",
			Set.of("int4multirange"), "int8range", Set.of("int8multirange"), "daterange", Set.of("datemultirange"),
			"tstzrange", Set.of("tstzmultirange"), "tsrange", Set.of("tsmultirange"));

	private final Map<String, Path> others = new HashMap<>();

	Casts(SchemaSnapshot... snapshots) {
		for (SchemaSnapshot snapshot : snapshots) {
			snapshot.facts().stream().filter((fact) -> fact.id().kind() == Kind.EXTENSION).forEach(this::add);
		}
	}

	private void add(Fact extension) {
		for (String cast : extension.list("_casts")) {
			int context = cast.lastIndexOf('|');
			this.others.put(cast.substring(0, context), cast.endsWith("e") ? Path.EXPLICIT : Path.ASSIGNMENT);
		}
	}

	/**
	 * How to get from one type to another.
	 * @param from the one, as the server writes it
	 * @param to the other, neither of them a domain
	 * @return the best way
	 */
	Path path(String from, String to) {
		String source = bare(from);
		String target = bare(to);
		Path known = this.others.get(source + "|" + target);
		if (source.equals(target)) {
			return Path.ASSIGNMENT;
		}
		if (known != null) {
			return known;
		}
		if (source.endsWith("[]") && target.endsWith("[]")) {
			return path(source.substring(0, source.length() - 2), target.substring(0, target.length() - 2));
		}
		if (TEXTS.contains(target) || (NUMBERS.contains(source) && NUMBERS.contains(target))
				|| ASSIGNED.getOrDefault(source, Set.of()).contains(target)) {
			return Path.ASSIGNMENT;
		}
		return (TEXTS.contains(source) || EXPLICIT.getOrDefault(source, Set.of()).contains(target)) ? Path.EXPLICIT
				: Path.TEXT;
	}

	/**
	 * Whether values can become less exact without an error.
	 * @param from a type
	 * @param to another that it is assigned to
	 * @return whether something is cut off
	 */
	static boolean isLossy(String from, String to) {
		String source = bare(from);
		String target = bare(to);
		if (source.startsWith("timestamp")) {
			return "date".equals(target) || target.startsWith("time ");
		}
		if (source.equals("numeric") && target.equals("numeric")) {
			return scale(to) < scale(from);
		}
		return switch (source) {
			case "numeric" -> NUMBERS.contains(target);
			case "double precision" -> NUMBERS.contains(target) && !"numeric".equals(target);
			case "real" -> Set.of("smallint", "integer", "bigint").contains(target);
			case "interval" -> target.startsWith("time ");
			default -> false;
		};
	}

	private static int scale(String numeric) {
		int comma = numeric.indexOf(',');
		int open = numeric.indexOf('(');
		if (open < 0) {
			return Integer.MAX_VALUE;
		}
		return (comma < 0) ? 0 : Integer.parseInt(numeric.substring(comma + 1, numeric.indexOf(')')).strip());
	}

	/** The type without length and precision. */
	static String bare(String type) {
		return type.startsWith("\"") ? type : type.replaceFirst("\\([0-9, -]+\\)", "");
	}

	/**
	 * A way from one type to another.
	 */
	enum Path {

		/** The server does it by itself. */
		ASSIGNMENT,

		/** The server does it when told to. */
		EXPLICIT,

		/** By way of what the value looks like. */
		TEXT

	}

}
