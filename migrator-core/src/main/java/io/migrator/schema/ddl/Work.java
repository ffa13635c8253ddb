package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;
import io.migrator.schema.SchemaSnapshot;
import org.jspecify.annotations.Nullable;

/**
 * What rules work with: both schemas, what has been decided, and the actions so far.
 */
final class Work {

	/** The attributes in which an object speaks of others. */
	private static final Set<String> SPEAKING = Set.of("definition", "expression", "check", "arguments", "sql_body",
			"properties", "mappings", "members");

	private final SchemaSnapshot from;

	private final SchemaSnapshot to;

	private final DdlOptions options;

	private final List<Action> actions = new ArrayList<>();

	private final Map<ObjectId, Action> creations = new HashMap<>();

	private final Map<ObjectId, Action> drops = new HashMap<>();

	private final Map<ObjectId, ObjectId> goingWith = new HashMap<>();

	private final Map<ObjectId, List<ObjectId>> companions = new HashMap<>();

	private final Map<ObjectId, Action> moves = new HashMap<>();

	private final Map<ObjectId, List<Action>> alterations = new HashMap<>();

	private final Set<ObjectId> replaced = new HashSet<>();

	private final Set<ObjectId> converted = new HashSet<>();

	private final List<ObjectId> unsupported = new ArrayList<>();

	private final Set<ObjectId> rewritten = new HashSet<>();

	private @Nullable Casts casts;

	private final Inheritance inheritance;

	private final Attachments attachments = new Attachments(this);

	private final Rebuilds rebuilds;

	Work(Rebuilds rebuilds, SchemaSnapshot to, DdlOptions options) {
		this.rebuilds = rebuilds;
		this.from = rebuilds.from();
		this.to = to;
		this.options = options;
		this.inheritance = new Inheritance(this.from, to);
	}

	Rebuilds rebuilds() {
		return this.rebuilds;
	}

	SchemaSnapshot from() {
		return this.from;
	}

	SchemaSnapshot to() {
		return this.to;
	}

	DdlOptions options() {
		return this.options;
	}

	Inheritance inheritance() {
		return this.inheritance;
	}

	Attachments attachments() {
		return this.attachments;
	}

	/** The major version of the server that is to run the statements. */
	int serverVersion() {
		return this.from.serverVersion();
	}

	/**
	 * Whether an object is made by this script, so that nobody uses it yet.
	 * @param id the object, or {@code null}
	 * @return whether it is new or replaced
	 */
	boolean isNew(@Nullable ObjectId id) {
		return id != null && (this.from.find(id) == null || this.replaced.contains(id));
	}

	/**
	 * Whether an object goes, for good or to be made anew.
	 * @param id the object, or {@code null}
	 * @return whether it is dropped or replaced
	 */
	boolean isDropped(@Nullable ObjectId id) {
		return id != null && this.from.find(id) != null && (this.to.find(id) == null || this.replaced.contains(id));
	}

	/**
	 * Whether statements that lock a table for long must be avoided.
	 * @param table the table
	 * @return whether it is in use and the options say so
	 */
	boolean isOnline(@Nullable ObjectId table) {
		return this.options.online() && !isNew(table);
	}

	void altered(ObjectId id, List<String> attributes) {
		if (attributes.stream().anyMatch(SPEAKING::contains)) {
			this.rewritten.add(id);
		}
	}

	/**
	 * Whether an object is told in place what to use from now on, so that it lets go by
	 * itself of what it used before.
	 * @param id the object
	 * @return whether what it says of others is written anew
	 */
	boolean isRewritten(ObjectId id) {
		return this.rewritten.contains(id);
	}

	/**
	 * Whether a relation makes room for one of another kind.
	 * @param id an object that goes
	 * @return whether its name is another's in the wanted schema
	 */
	boolean isNameTaken(ObjectId id) {
		return id.kind().isRelation() && isRelation(id.schema(), id.name(), this.to);
	}

	static boolean isRelation(@Nullable String schema, String name, SchemaSnapshot snapshot) {
		return Stream.of(Kind.values())
			.filter(Kind::isRelation)
			.anyMatch((kind) -> snapshot.find(ObjectId.of(kind, schema, name)) != null);
	}

	Set<ObjectId> replaced() {
		return this.replaced;
	}

	/** Columns that stay while what their type is made of is replaced. */
	Set<ObjectId> converted() {
		return this.converted;
	}

	List<ObjectId> unsupported() {
		return this.unsupported;
	}

	Casts casts() {
		if (this.casts == null) {
			this.casts = new Casts(this.from, this.to);
		}
		return this.casts;
	}

	List<Action> actions() {
		return this.actions;
	}

	@Nullable Action creation(ObjectId id) {
		return this.creations.get(id);
	}

	@Nullable Action dropping(ObjectId id) {
		ObjectId other = this.goingWith.get(id);
		return (other != null) ? dropping(other) : this.drops.get(id);
	}

	/** What goes with an object, without a statement of its own. */
	List<ObjectId> companions(ObjectId id) {
		return this.companions.getOrDefault(id, List.of());
	}

	/** What gives an object that is to be replaced another name meanwhile. */
	@Nullable Action moving(ObjectId id) {
		return this.moves.get(id);
	}

	List<Action> alterations(ObjectId id) {
		return this.alterations.getOrDefault(id, List.of());
	}

	Action create(Fact fact, String sql) {
		return create(fact, (parts) -> sql);
	}

	/**
	 * Makes an object whose statement says something of what lives on it.
	 * @param fact the object
	 * @param sql writes the statement with the parts that it was found to be able to hold
	 * @return the action
	 */
	Action create(Fact fact, Function<List<Fact>, String> sql) {
		Action action = new Action(Action.Verb.CREATE, fact.id(), sql);
		this.creations.put(fact.id(), action);
		this.actions.add(action);
		return action;
	}

	Action drop(Fact fact, String sql) {
		Action action = new Action(Action.Verb.DROP, fact.id(), (parts) -> sql);
		this.drops.put(fact.id(), action);
		this.actions.add(action);
		return action;
	}

	/**
	 * Has an object go with another.
	 * @param fact the object
	 * @param other the other, which is dropped
	 */
	void dropWith(Fact fact, ObjectId other) {
		this.goingWith.put(fact.id(), other);
		this.companions.computeIfAbsent(other, (key) -> new ArrayList<>()).add(fact.id());
	}

	Action move(Fact fact, String sql) {
		Action action = new Action(Action.Verb.MOVE, fact.id(), (parts) -> sql);
		this.moves.put(fact.id(), action);
		this.actions.add(action);
		return action;
	}

	Action alter(ObjectId subject, String sql) {
		Action action = new Action(Action.Verb.ALTER, subject, (parts) -> sql);
		this.alterations.computeIfAbsent(subject, (key) -> new ArrayList<>()).add(action);
		this.actions.add(action);
		return action;
	}

}
