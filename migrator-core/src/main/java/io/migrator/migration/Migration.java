package io.migrator.migration;

import java.util.Comparator;

import org.jspecify.annotations.Nullable;

/**
 * A change of the database, with the scripts that make it, take it back and check it.
 */
public final class Migration {

	static final Comparator<Migration> ORDER = Migration::compare;

	private final Builder source;

	private volatile @Nullable Directives directives;

	private Migration(Builder source) {
		this.source = source;
	}

	/**
	 * Starts a migration.
	 * @param id what people call it
	 * @param up the script that makes the change
	 * @return a builder
	 */
	public static Builder builder(String id, Script up) {
		return new Builder(id, up);
	}

	public MigrationId id() {
		return this.source.id;
	}

	/**
	 * The leading part of the id.
	 * @return the version, or {@code null} for a repeatable migration
	 */
	public @Nullable Version version() {
		return this.source.version;
	}

	/**
	 * The words of the name.
	 * @return the description; empty if the name is a mere version
	 */
	public String description() {
		return this.source.description;
	}

	public Script up() {
		return this.source.up;
	}

	/**
	 * The script that takes the change back.
	 * @return the script, or {@code null} if there is none
	 */
	public @Nullable Script down() {
		return this.source.down;
	}

	/**
	 * The queries that check the change.
	 * @return the script, or {@code null} if there is none
	 */
	public @Nullable Script verify() {
		return this.source.verify;
	}

	/**
	 * Whether it runs again whenever its text changes.
	 * @return whether it is repeatable; it has no version then
	 */
	public boolean repeatable() {
		return this.source.repeatable;
	}

	/**
	 * The location it was found in, as configured.
	 * @return the location
	 */
	public String location() {
		return this.source.location;
	}

	/**
	 * What the head of the script asks for; read when first asked for.
	 * @return the directives
	 * @throws io.migrator.sql.ScriptException if one is unknown or has a bad value
	 */
	public Directives directives() {
		Directives result = this.directives;
		if (result == null) {
			result = DirectiveParser.parse(up().name(), this.source.head.facts().head());
			result = this.source.nonTransactional ? result.asNonTransactional() : result;
			this.directives = result;
		}
		return result;
	}

	/**
	 * The same migration, otherwise directed.
	 * @param directives what its head is taken to ask for
	 * @return a copy
	 */
	Migration with(Directives directives) {
		Migration copy = new Migration(this.source);
		copy.directives = directives;
		return copy;
	}

	/**
	 * What the head of the down script asks for.
	 * @return the directives; none if there is no down script
	 * @throws io.migrator.sql.ScriptException if one is unknown or has a bad value
	 */
	public Directives downDirectives() {
		Script down = down();
		if (down == null) {
			return Directives.NONE;
		}
		Directives result = DirectiveParser.parse(down.name(), down.facts().head());
		return (this.source.downNonTransactional || this.source.nonTransactional) ? result.asNonTransactional()
				: result;
	}

	private static int compare(Migration left, Migration right) {
		Version a = left.place();
		Version b = right.place();
		if (a == null || b == null) {
			return (a == b) ? left.id().compareTo(right.id()) : ((a == null) ? 1 : -1);
		}
		int result = a.compareTo(b);
		return (result != 0) ? result : left.id().compareTo(right.id());
	}

	@Nullable Version place() {
		return (this.source.place != null) ? this.source.place : this.source.version;
	}

	@Override
	public String toString() {
		return id().value();
	}

	/**
	 * Collects what is known of a migration.
	 */
	public static final class Builder {

		private final MigrationId id;

		private Script up;

		private Script head;

		private @Nullable Version version;

		private @Nullable Version place;

		private String description = "";

		private @Nullable Script down;

		private @Nullable Script verify;

		private boolean repeatable;

		private boolean nonTransactional;

		private boolean downNonTransactional;

		private String location = "";

		private Builder(String id, Script up) {
			this.id = new MigrationId(id);
			this.up = up;
			this.head = up;
		}

		public Builder version(String version) {
			this.version = new Version(version);
			return this;
		}

		/**
		 * Where it stands among others, if the version does not say so.
		 * @param place a version to order by
		 * @return this builder
		 */
		public Builder place(@Nullable Version place) {
			this.place = place;
			return this;
		}

		/**
		 * Sets the description from the words of a name.
		 * @param name words between {@code _} or {@code -}
		 * @return this builder
		 */
		public Builder description(String name) {
			this.description = name.replace('_', ' ').replace('-', ' ').strip();
			return this;
		}

		public Builder down(@Nullable Script down) {
			this.down = down;
			return this;
		}

		public Builder verify(@Nullable Script verify) {
			this.verify = verify;
			return this;
		}

		public Builder repeatable() {
			this.repeatable = true;
			return this;
		}

		/**
		 * Says that it must not run inside one transaction, whatever its head says.
		 * @param nonTransactional whether a companion file asks for it
		 * @return this builder
		 */
		public Builder nonTransactional(boolean nonTransactional) {
			this.nonTransactional = nonTransactional;
			return this;
		}

		public Builder location(String location) {
			this.location = location;
			return this;
		}

		Builder rewrite(Script.Rewrite rewrite) {
			this.up = this.up.rewritten(rewrite);
			this.head = this.up;
			return this;
		}

		Builder downNonTransactional(boolean nonTransactional) {
			this.downNonTransactional = nonTransactional;
			return this;
		}

		Builder head(Script head) {
			this.head = head;
			return this;
		}

		public Migration build() {
			return new Migration(this);
		}

	}

}
