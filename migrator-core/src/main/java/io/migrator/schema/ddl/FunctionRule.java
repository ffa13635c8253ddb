package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Names;
import org.jspecify.annotations.Nullable;

/**
 * Functions and procedures.
 */
final class FunctionRule implements Rule {

	/** Their values are lists of names, which the catalog keeps quoted. */
	private static final Set<String> LISTS = Set.of("search_path", "temp_tablespaces", "local_preload_libraries",
			"session_preload_libraries");

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE " + definition(fact));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP " + Targets.keyword(fact) + " " + Targets.name(fact.id()));
	}

	/**
	 * The server lets a function keep its place only if callers cannot notice: the
	 * result, the names of arguments and the existence of defaults must stay.
	 */
	@Override
	public Verdict judge(Difference change, Work work) {
		Fact before = change.before();
		Fact after = change.after();
		if (before == null || after == null || change.attributes().contains("result")
				|| change.attributes().contains("routine")) {
			return Verdict.REPLACE;
		}
		if (!before.list("_outputs").equals(after.list("_outputs"))
				|| Integer.parseInt(after.required("_defaults")) < Integer.parseInt(before.required("_defaults"))) {
			return Verdict.REPLACE;
		}
		List<String> names = before.list("_inputs");
		for (int i = 0; i < names.size(); i++) {
			if (!names.get(i).isEmpty() && !names.get(i).equals(after.list("_inputs").get(i))) {
				return Verdict.REPLACE;
			}
		}
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		work.alter(after.id(), "CREATE OR REPLACE " + definition(after));
	}

	private static String definition(Fact fact) {
		String name = fact.id().name();
		StringBuilder sql = new StringBuilder(Targets.keyword(fact)).append(' ')
			.append(Names.qualified(fact.id().schema(), ""), 0, prefix(fact))
			.append(name, 0, endOfName(name))
			.append('(')
			.append(fact.required("arguments"))
			.append(')');
		append(sql, "\nRETURNS ", fact.text("result"));
		append(sql, "\nLANGUAGE ", Names.quote(fact.required("language")));
		if (!fact.list("transforms").isEmpty()) {
			sql.append("\nTRANSFORM FOR TYPE ").append(String.join(", FOR TYPE ", fact.list("transforms")));
		}
		List<String> properties = properties(fact);
		append(sql, "\n", properties.isEmpty() ? null : String.join(" ", properties));
		for (String setting : fact.list("config")) {
			int equals = setting.indexOf('=');
			String variable = setting.substring(0, equals);
			String value = setting.substring(equals + 1);
			boolean list = LISTS.contains(variable);
			value = (list && "\"\"".equals(value)) ? "''" : list ? value : Names.literal(value);
			append(sql, "\nSET " + variable + " TO ", value);
		}
		return sql.append('\n').append(body(fact)).toString();
	}

	private static int prefix(Fact fact) {
		return Names.qualified(fact.id().schema(), "").length() - 2;
	}

	/** The name is quoted already, and what is quoted can have parentheses. */
	private static int endOfName(String signature) {
		int at = 0;
		if (signature.charAt(0) == '"') {
			at = 1;
			while (signature.charAt(at) != '"' || signature.charAt(at + 1) == '"') {
				at += (signature.charAt(at) == '"') ? 2 : 1;
			}
		}
		return signature.indexOf('(', at);
	}

	private static List<String> properties(Fact fact) {
		List<String> properties = new ArrayList<>();
		if ("WINDOW".equals(fact.text("routine"))) {
			properties.add("WINDOW");
		}
		add(properties, "", fact.text("volatility"));
		add(properties, "LEAKPROOF", fact.is("leakproof") ? "" : null);
		add(properties, "STRICT", fact.is("strict") ? "" : null);
		add(properties, "SECURITY DEFINER", fact.is("security_definer") ? "" : null);
		add(properties, "PARALLEL ", fact.text("parallel"));
		add(properties, "COST ", fact.text("cost"));
		add(properties, "ROWS ", fact.text("rows"));
		add(properties, "SUPPORT ", fact.text("support"));
		return properties;
	}

	private static void add(List<String> properties, String words, @Nullable String value) {
		if (value != null) {
			properties.add(words + value);
		}
	}

	private static void append(StringBuilder sql, String words, @Nullable String value) {
		if (value != null) {
			sql.append(words).append(value);
		}
	}

	private static String body(Fact fact) {
		String body = fact.text("body");
		if (body == null) {
			return fact.required("sql_body");
		}
		String library = fact.text("library");
		if (library != null) {
			return "AS " + Names.literal(library) + ", " + Names.literal(body);
		}
		StringBuilder quote = new StringBuilder("$$");
		while ((body + "$").contains(quote)) {
			quote.insert(quote.length() - 1, (quote.length() == 2) ? "function" : "_");
		}
		return "AS " + quote + body + quote;
	}

}
