package io.migrator.schema.ddl;

import java.util.ArrayList;
import java.util.List;

import io.migrator.schema.ObjectId;

/**
 * Statements that turn one schema into another.
 *
 * @param steps the statements in their order
 * @param unsupported objects that differ and that the migrator cannot change
 */
public record DdlScript(List<DdlStep> steps, List<ObjectId> unsupported) {

	/**
	 * The steps in runs, each of which is one migration: all of one mode.
	 * @return the runs, none of them empty
	 */
	public List<List<DdlStep>> parts() {
		List<List<DdlStep>> parts = new ArrayList<>();
		for (DdlStep step : this.steps) {
			if (parts.isEmpty() || parts.get(parts.size() - 1).get(0).mode() != step.mode()) {
				parts.add(new ArrayList<>());
			}
			parts.get(parts.size() - 1).add(step);
		}
		return parts;
	}

	/**
	 * What is lost by it.
	 * @return one sentence for each step that loses data
	 */
	public List<String> losses() {
		return this.steps.stream().map(DdlStep::loss).filter((loss) -> loss != null).distinct().toList();
	}

	public boolean isEmpty() {
		return this.steps.isEmpty() && this.unsupported.isEmpty();
	}

	/**
	 * The script as text.
	 * @return the statements with semicolons, one after the other
	 */
	public String sql() {
		StringBuilder text = new StringBuilder();
		for (DdlStep step : this.steps) {
			text.append(step.sql()).append(";\n");
		}
		return text.toString();
	}

}
