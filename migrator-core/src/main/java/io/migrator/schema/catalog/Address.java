package io.migrator.schema.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Where the catalog keeps an object.
 *
 * @param catalog the catalog's id
 * @param oid the object's id in it
 * @param sub the number of a column, or 0
 */
record Address(int catalog, long oid, int sub) {

	static Address parse(String text) {
		int first = text.indexOf(':');
		int second = text.indexOf(':', first + 1);
		int catalog = Integer.parseInt(text, 0, first, 10);
		if (second < 0) {
			return new Address(catalog, Long.parseLong(text, first + 1, text.length(), 10), 0);
		}
		return new Address(catalog, Long.parseLong(text, first + 1, second, 10),
				Integer.parseInt(text, second + 1, text.length(), 10));
	}

	/** Asked a million times; what the compiler makes of a record is slower. */
	@Override
	public boolean equals(@Nullable Object other) {
		return other instanceof Address address && this.oid == address.oid && this.sub == address.sub
				&& this.catalog == address.catalog;
	}

	@Override
	public int hashCode() {
		return ((int) this.oid * 31 + this.sub) * 31 + this.catalog;
	}

	Address whole() {
		return new Address(this.catalog, this.oid, 0);
	}

}
