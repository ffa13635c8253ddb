package io.migrator.backfill.key;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.sql.Quote;
import org.jspecify.annotations.Nullable;

/**
 * A unique index of a table, by whose columns the table may be walked.
 *
 * @param name its name
 * @param primary whether it is the one of the primary key
 * @param columns its columns in its order, without those that are only included
 * @param nullsFirst whether it sorts null, which no row has, before everything else, in
 * ascending order; an index serves an order only if they agree on that
 * @param width how many bytes a key has, about
 * @param flaw why the table cannot be walked by it, or {@code null} if it can
 */
record UniqueIndex(String name, boolean primary, List<KeyColumn> columns, boolean nullsFirst, int width,
		@Nullable String flaw) {

	/** The best one first. */
	static final Comparator<UniqueIndex> BY_WORTH = Comparator.comparing((UniqueIndex index) -> !index.primary)
		.thenComparing((index) -> index.columns.size())
		.thenComparing(UniqueIndex::width)
		.thenComparing(UniqueIndex::name);

	UniqueIndex {
		columns = List.copyOf(columns);
	}

	/**
	 * Whether its columns are those that are asked for.
	 * @param wanted columns as written, in double quotes if need be
	 * @return whether they are the same in the same order
	 */
	boolean isOn(List<String> wanted) {
		if (wanted.size() != this.columns.size()) {
			return false;
		}
		for (int i = 0; i < wanted.size(); i++) {
			if (!isNamed(this.columns.get(i).name(), wanted.get(i))) {
				return false;
			}
		}
		return true;
	}

	boolean hasNone(Set<String> unwanted) {
		return this.columns.stream().noneMatch((column) -> unwanted.contains(column.name()));
	}

	private static boolean isNamed(String column, String written) {
		return written.equals(Quote.identifier(column)) || written.equals(column)
				|| (written.equalsIgnoreCase(column) && column.equals(column.toLowerCase(Locale.ROOT)));
	}

	/**
	 * Its columns for people.
	 * @return such as {@code tenant, id}
	 */
	String columnNames() {
		return this.columns.stream().map(KeyColumn::name).collect(Collectors.joining(", "));
	}

	/**
	 * The order in which a table is walked by it: always ascending, since an index can be
	 * read backwards.
	 * @param row what a row is called
	 * @return what follows {@code ORDER BY}
	 */
	String ascending(String row) {
		return order(row, this.nullsFirst ? " NULLS FIRST" : "");
	}

	/**
	 * The opposite order.
	 * @param row what a row is called
	 * @return what follows {@code ORDER BY}
	 */
	String descending(String row) {
		return order(row, this.nullsFirst ? " DESC NULLS LAST" : " DESC");
	}

	private String order(String row, String direction) {
		return this.columns.stream().map((column) -> column.of(row) + direction).collect(Collectors.joining(", "));
	}

	@Override
	public String toString() {
		return this.name + " (" + columnNames() + ")" + ((this.flaw != null) ? " " + this.flaw : "");
	}

}
