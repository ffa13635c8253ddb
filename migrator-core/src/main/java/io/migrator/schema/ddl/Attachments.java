package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.migrator.schema.Fact;
import io.migrator.schema.Kind;
import io.migrator.schema.ObjectId;

/**
 * Statements that take tables from under others and put them there, and what must happen
 * before and after them.
 */
final class Attachments {

	private final Work work;

	private final List<Move> leaving = new ArrayList<>();

	private final List<Move> joining = new ArrayList<>();

	private final Map<ObjectId, List<Action>> indexed = new HashMap<>();

	private final Set<Action> moves = new HashSet<>();

	Attachments(Work work) {
		this.work = work;
	}

	/**
	 * Takes a table from under another.
	 * @param table the table that goes on, alone or elsewhere
	 * @param parent the other
	 * @param returns whether it comes back under the same table
	 * @param sql the statement
	 */
	void leave(ObjectId table, ObjectId parent, boolean returns, String sql) {
		this.leaving.add(new Move(this.work.alter(table, sql).first().late(), table, parent, returns));
	}

	/**
	 * Puts a table under another.
	 * @param table the table
	 * @param parent the other
	 * @param sql the statement
	 */
	void join(ObjectId table, ObjectId parent, String sql) {
		this.joining.add(new Move(this.work.alter(table, sql).late(), table, parent, false));
	}

	/**
	 * The tables that leave another.
	 * @param parent the other
	 * @return what takes them away
	 */
	List<Action> leaving(ObjectId parent) {
		return this.leaving.stream().filter((move) -> move.parent().equals(parent)).map(Move::action).toList();
	}

	/**
	 * The tables that come under another.
	 * @param parent the other
	 * @return what puts them there
	 */
	List<Action> joining(ObjectId parent) {
		return this.joining.stream().filter((move) -> move.parent().equals(parent)).map(Move::action).toList();
	}

	boolean joins(Action action) {
		return this.joining.stream().anyMatch((move) -> move.action() == action);
	}

	/**
	 * Says that tables that come under another must find an index there.
	 * @param parent the other
	 * @param made what makes the index
	 */
	void find(ObjectId parent, Action made) {
		this.indexed.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(made);
	}

	/**
	 * Sees to it that a table leaves before anything is done to it or the table above,
	 * and joins when both are as they shall be. Room is made before it is taken.
	 */
	void connect() {
		List<Action> creations = this.work.actions()
			.stream()
			.filter((action) -> action.verb() == Action.Verb.CREATE && Inheritance.isTable(action.subject()))
			.toList();
		if (this.leaving.isEmpty() && this.joining.isEmpty() && creations.isEmpty()) {
			return;
		}
		this.leaving.forEach((move) -> this.moves.add(move.action()));
		this.joining.forEach((move) -> this.moves.add(move.action()));
		Map<ObjectId, List<Action>> room = new HashMap<>();
		for (Action action : this.work.actions()) {
			if (action.verb() == Action.Verb.DROP && Inheritance.isTable(action.subject())) {
				Inheritance.parentsOf(this.work.from().find(action.subject()))
					.forEach((parent) -> room.computeIfAbsent(parent, (key) -> new ArrayList<>()).add(action));
			}
		}
		this.leaving
			.forEach((move) -> room.computeIfAbsent(move.parent(), (key) -> new ArrayList<>()).add(move.action()));
		for (Action creation : creations) {
			Inheritance.parentsOf(this.work.to().find(creation.subject())).forEach((parent) -> {
				room.getOrDefault(parent, List.of()).forEach(creation::after);
				this.indexed.getOrDefault(parent, List.of()).forEach(creation::after);
			});
		}
		Map<ObjectId, List<Action>> byTable = (this.leaving.isEmpty() && this.joining.isEmpty()) ? Map.of() : byTable();
		for (Move move : this.leaving) {
			for (Action action : around(move, byTable)) {
				if (!move.returns()) {
					action.after(move.action());
				}
				else if (!isMove(action)) {
					move.action().after(action);
				}
			}
		}
		for (Move move : this.joining) {
			room.getOrDefault(move.parent(), List.of()).forEach(move.action()::after);
			this.indexed.getOrDefault(move.parent(), List.of()).forEach(move.action()::after);
			for (Action action : around(move, byTable)) {
				if (!isMove(action) && action.mode() != DdlStep.Mode.OUTSIDE
						&& !this.work.rebuilds().isLater(action, this.work) && !isTwin(action)) {
					move.action().after(action);
				}
				else if (isTwin(action)) {
					action.after(move.action());
				}
			}
		}
	}

	private static List<Action> around(Move move, Map<ObjectId, List<Action>> byTable) {
		List<Action> around = new ArrayList<>(byTable.getOrDefault(move.table(), List.of()));
		around.addAll(byTable.getOrDefault(move.parent(), List.of()));
		return around;
	}

	private boolean isTwin(Action action) {
		Fact before = this.work.from().find(action.subject());
		return action.verb() != Action.Verb.DROP && before != null && Twins.isTaken(before, this.work);
	}

	private boolean isMove(Action action) {
		return this.moves.contains(action);
	}

	/** The actions on tables and what they are made of. */
	private Map<ObjectId, List<Action>> byTable() {
		Map<ObjectId, List<Action>> byTable = new HashMap<>();
		for (Action action : this.work.actions()) {
			ObjectId id = action.subject();
			Fact fact = (this.work.to().find(id) != null) ? this.work.to().find(id) : this.work.from().find(id);
			ObjectId table = switch (id.kind()) {
				case TABLE, FOREIGN_TABLE -> id;
				case COLUMN, CONSTRAINT, INDEX, TRIGGER -> (fact != null) ? fact.parent() : null;
				case DEFAULT -> ObjectId.of(Kind.TABLE, id.schema(), id.name());
				default -> null;
			};
			if (table != null) {
				byTable.computeIfAbsent(table, (key) -> new ArrayList<>()).add(action);
			}
		}
		return byTable;
	}

	private record Move(Action action, ObjectId table, ObjectId parent, boolean returns) {
	}

}
