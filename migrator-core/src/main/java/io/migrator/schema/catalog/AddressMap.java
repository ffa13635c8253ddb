package io.migrator.schema.catalog;

import org.jspecify.annotations.Nullable;

/**
 * Values by address. There are hundreds of thousands in a large database, so an address
 * is a number in here, and entries are no objects of their own.
 *
 * @param <V> the type of the values
 */
final class AddressMap<V> {

	private long[] keys = new long[1 << 10];

	private @Nullable Object[] values = new Object[1 << 10];

	private int size;

	@SuppressWarnings("unchecked")
	@Nullable V get(Address address) {
		return (V) this.values[slot(address.packed())];
	}

	void put(Address address, V value) {
		if (this.size > this.keys.length / 2) {
			grow();
		}
		int slot = slot(address.packed());
		if (this.values[slot] == null) {
			this.keys[slot] = address.packed();
			this.size++;
		}
		this.values[slot] = value;
	}

	void putIfAbsent(Address address, V value) {
		if (get(address) == null) {
			put(address, value);
		}
	}

	/** Where a key is, or the free place where it belongs. */
	private int slot(long key) {
		int last = this.keys.length - 1;
		int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & last;
		while (this.values[slot] != null && this.keys[slot] != key) {
			slot = (slot + 1) & last;
		}
		return slot;
	}

	private void grow() {
		long[] oldKeys = this.keys;
		@Nullable Object[] oldValues = this.values;
		this.keys = new long[oldKeys.length * 2];
		this.values = new Object[oldKeys.length * 2];
		for (int i = 0; i < oldKeys.length; i++) {
			if (oldValues[i] != null) {
				int slot = slot(oldKeys[i]);
				this.keys[slot] = oldKeys[i];
				this.values[slot] = oldValues[i];
			}
		}
	}

}
