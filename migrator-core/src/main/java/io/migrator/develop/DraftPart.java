package io.migrator.develop;

import java.util.List;

/**
 * One migration of those that lead from one schema to another.
 *
 * @param suffix what to add to the name of the change, empty if there is only one
 * @param up the script
 * @param down the script that takes it back
 * @param losses what the script loses
 */
public record DraftPart(String suffix, String up, String down, List<String> losses) {

	public DraftPart {
		losses = List.copyOf(losses);
	}

}
