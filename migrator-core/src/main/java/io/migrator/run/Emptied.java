package io.migrator.run;

import java.util.List;

/**
 * What was taken out of a database.
 *
 * @param dropped the schemas and objects that were dropped, with all that was in them or
 * hung on them
 * @param kept those that the role may not drop
 */
public record Emptied(List<String> dropped, List<String> kept) {

	public Emptied {
		dropped = List.copyOf(dropped);
		kept = List.copyOf(kept);
	}

}
