package io.migrator.migration;

/**
 * What people call a migration: the stem of its directory or file, unique in a
 * {@link MigrationSet}.
 *
 * @param value the directory name, or the file name without extension and direction, e.g.
 * {@code 20260110120000_funding} or {@code V1_2__funding}
 */
public record MigrationId(String value) implements Comparable<MigrationId> {

	public MigrationId {
		if (value.isBlank()) {
			throw new IllegalArgumentException("A migration needs an id");
		}
	}

	@Override
	public int compareTo(MigrationId other) {
		int result = NaturalOrder.compare(this.value, other.value);
		return (result != 0) ? result : this.value.compareTo(other.value);
	}

	@Override
	public String toString() {
		return this.value;
	}

}
