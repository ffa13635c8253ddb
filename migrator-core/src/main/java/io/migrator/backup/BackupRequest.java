package io.migrator.backup;

import java.time.Instant;
import java.util.List;

/**
 * What a deploy is about to do.
 *
 * @param migrations the ids of what it is going to run, in order, at least one
 * @param database the database's name, as the server tells it
 * @param serverVersion the major version of the server, such as 18
 * @param historySchema the schema of the migrator's own tables, without which a restored
 * database would not know what is applied in it
 * @param at the time, by the server's clock
 */
public record BackupRequest(List<String> migrations, String database, int serverVersion, String historySchema,
		Instant at) {

	public BackupRequest {
		migrations = List.copyOf(migrations);
	}

}
