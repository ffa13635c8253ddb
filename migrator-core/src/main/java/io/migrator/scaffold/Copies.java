package io.migrator.scaffold;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.migrator.schema.Attributes;
import io.migrator.schema.Difference;
import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.Names;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;

/**
 * What stands on a column and has to stand on another one: indexes and constraints, which
 * are made a second time, and what reads the column, which is told to read the other. How
 * it reads on the other column, the server itself has written.
 */
final class Copies {

	private static final Pattern UNIQUE = Pattern
		.compile("UNIQUE( NULLS NOT DISTINCT)? (\\(.*?\\))( INCLUDE \\(.*\\))?");

	private static final Set<Kind> REPOINTED = Set.of(Kind.VIEW, Kind.MATERIALIZED_VIEW, Kind.POLICY, Kind.STATISTICS,
			Kind.FUNCTION, Kind.RULE, Kind.PUBLICATION_TABLE);

	private final Subject subject;

	private final String successor;

	private final List<Copy> copies = new ArrayList<>();

	private final Set<ObjectId> repointed = new LinkedHashSet<>();

	private final Set<String> names = new HashSet<>();

	/** Whether the new column is called like the old one in the end. */
	private final boolean keepNames;

	private Copies(Subject subject, String successor, boolean keepNames) {
		this.subject = subject;
		this.successor = successor;
		this.keepNames = keepNames;
	}

	/** Nothing that would have to be made a second time. */
	static Copies none(Subject subject) {
		return new Copies(subject, "", false);
	}

	/**
	 * An index or constraint that is made a second time.
	 *
	 * @param after how it reads on the new column, under its old name
	 * @param interim what it is called while the old one is there
	 * @param last what it is called in the end
	 */
	record Copy(Fact after, String interim, String last) {

		boolean isIndex() {
			return this.after.id().kind() == Kind.INDEX;
		}

		boolean isUnique() {
			return !isIndex() && "u".equals(this.after.text("type"));
		}

		String name() {
			return isIndex() ? this.after.id().name() : Objects.requireNonNull(this.after.id().sub());
		}

		/** The table it lives on, as SQL. */
		String relation() {
			ObjectId parent = Objects.requireNonNull(this.after.parent());
			return Names.qualified(parent.schema(), parent.name());
		}

		/**
		 * The index of a unique constraint, or the object itself, under its interim name.
		 */
		Fact made() {
			ObjectId id = this.after.id();
			if (!isUnique()) {
				ObjectId interim = isIndex() ? ObjectId.of(Kind.INDEX, id.schema(), this.interim)
						: new ObjectId(Kind.CONSTRAINT, id.schema(), id.name(), this.interim);
				return new Fact(interim, this.after.parent(),
						this.after.attributes().with("clustered", null).with("replica_identity", null),
						this.after.dependencies());
			}
			Matcher definition = UNIQUE.matcher(this.after.required("definition"));
			if (!definition.matches()) {
				throw Refusals.refused(id + " is of a kind whose index cannot be built beforehand",
						"Write the migrations by hand ('migrator new').");
			}
			String columns = definition.group(2) + Objects.requireNonNullElse(definition.group(3), "")
					+ Objects.requireNonNullElse(definition.group(1), "");
			Attributes attributes = Attributes.NONE.with("unique", "true")
				.with("definition", "USING btree " + columns)
				.with("options", this.after.attributes().value("options"))
				.with("tablespace", this.after.text("tablespace"));
			return new Fact(ObjectId.of(Kind.INDEX, id.schema(), this.interim), this.after.parent(), attributes,
					this.after.dependencies());
		}

	}

	/**
	 * Finds what has to be made a second time.
	 * @param subject the old column
	 * @param successor the name of the new column
	 * @param renamed the schema with the new column in the place of the old one
	 * @param keepNames whether the new column is called like the old one in the end
	 * @return the copies
	 */
	static Copies of(Subject subject, String successor, SchemaSnapshot renamed, boolean keepNames) {
		Copies copies = new Copies(subject, successor, keepNames);
		for (Fact dependent : subject.dependents()) {
			Kind kind = dependent.id().kind();
			if ((kind == Kind.INDEX || kind == Kind.CONSTRAINT) && !dependent.isImplied()) {
				copies.add(Objects.requireNonNull(renamed.find(dependent.id())));
			}
		}
		for (Difference difference : SchemaDiff.between(subject.schema(), renamed).differences()) {
			if (REPOINTED.contains(difference.id().kind()) && difference.before() != null) {
				copies.repointed.add(difference.id());
			}
		}
		return copies;
	}

	private void add(Fact after) {
		ObjectId id = after.id();
		String name = (id.kind() == Kind.INDEX) ? id.name() : Objects.requireNonNull(id.sub());
		String wanted = name.replaceAll("(?<=^|_)" + Pattern.quote(this.subject.name()) + "(?=_|$)",
				Matcher.quoteReplacement(this.successor));
		boolean named = !wanted.equals(name);
		String interim = Naming.object(wanted, named ? "" : "_new", (taken) -> this.names.contains(taken)
				|| this.subject.isRelation(taken) || this.subject.isConstraint(taken));
		this.names.add(interim);
		this.copies.add(new Copy(after, interim, (named && !this.keepNames) ? interim : name));
	}

	List<Copy> indexes() {
		return this.copies.stream().filter((copy) -> copy.isIndex() || copy.isUnique()).toList();
	}

	List<Copy> constraints() {
		return this.copies.stream().filter((copy) -> !copy.isIndex() && !copy.isUnique()).toList();
	}

	List<Copy> all() {
		return this.copies;
	}

	Set<ObjectId> repointed() {
		return this.repointed;
	}

	/** Foreign keys of this or other tables that point to the old column. */
	List<Copy> incoming() {
		return constraints().stream()
			.filter((copy) -> "f".equals(copy.after().text("type"))
					&& copy.after().dependencies().stream().anyMatch(this::isSuccessor) && !isOwn(copy))
			.toList();
	}

	private boolean isSuccessor(ObjectId id) {
		return id.equals(Subject.child(this.subject.table(), Kind.COLUMN, this.successor));
	}

	private boolean isOwn(Copy copy) {
		return this.subject.table().id().equals(copy.after().parent());
	}

	/**
	 * Gives what stands on the renamed column the names that the copies have in the end.
	 */
	List<String> renames() {
		return this.copies.stream()
			.filter((copy) -> !copy.last().equals(copy.name()))
			.map((copy) -> rename(copy, copy.name(), copy.last()))
			.toList();
	}

	static String rename(Copy copy, String from, String to) {
		return copy.isIndex()
				? "ALTER INDEX " + Names.qualified(copy.after().id().schema(), from) + " RENAME TO " + Names.quote(to)
				: "ALTER TABLE " + copy.relation() + " RENAME CONSTRAINT " + Names.quote(from) + " TO "
						+ Names.quote(to);
	}

}
