package io.migrator.schema.catalog;

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

	/**
	 * The address as one number: the ids of catalogs have at most 14 bits, those of
	 * objects 32, and the numbers of columns 16.
	 * @return a number that no other address has
	 */
	long packed() {
		return (long) this.catalog << 48 | this.oid << 16 | this.sub & 0xffff;
	}

	Address whole() {
		return new Address(this.catalog, this.oid, 0);
	}

}
