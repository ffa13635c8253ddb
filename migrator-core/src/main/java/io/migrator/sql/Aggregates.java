package io.migrator.sql;

import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Finds what makes one row of several in a list of expressions.
 */
final class Aggregates {

	/** All that PostgreSQL 14 to 18 bring along. */
	private static final Set<String> NAMES = Set.of("any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor",
			"bool_and", "bool_or", "corr", "count", "covar_pop", "covar_samp", "cume_dist", "dense_rank", "every",
			"grouping", "json_agg", "json_agg_strict", "json_arrayagg", "json_object_agg", "json_object_agg_strict",
			"json_object_agg_unique", "json_object_agg_unique_strict", "json_objectagg", "jsonb_agg",
			"jsonb_agg_strict", "jsonb_object_agg", "jsonb_object_agg_strict", "jsonb_object_agg_unique",
			"jsonb_object_agg_unique_strict", "max", "min", "mode", "percent_rank", "percentile_cont",
			"percentile_disc", "range_agg", "range_intersect_agg", "rank", "regr_avgx", "regr_avgy", "regr_count",
			"regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy", "stddev", "stddev_pop",
			"stddev_samp", "string_agg", "sum", "var_pop", "var_samp", "variance", "xmlagg");

	private Aggregates() {
	}

	/**
	 * Looks at expressions, but not into their subqueries.
	 * @param span the expressions
	 * @return the aggregate or window function, or {@code null} if there is none
	 */
	static @Nullable String find(Span span) {
		int i = 0;
		while (i < span.length()) {
			Span rest = span.from(span.from() + i);
			Token token = rest.token(0);
			if (token == null) {
				break;
			}
			if (token.isSymbol("(") && Words.startsQuery(rest.from(rest.from() + 1))) {
				i = span.clauses().next(rest.from()) - span.from();
				continue;
			}
			if (token.type() == Token.Type.WORD && rest.isSymbol(1, "(")) {
				int behind = span.clauses().next(rest.from() + 1) - rest.from();
				boolean window = rest.is(behind, "over") || rest.is(behind, "filter") || rest.is(behind, "within");
				if (window || NAMES.contains(Literals.fold(token.text()))) {
					return Literals.fold(token.text()) + "()";
				}
			}
			i++;
		}
		return null;
	}

}
