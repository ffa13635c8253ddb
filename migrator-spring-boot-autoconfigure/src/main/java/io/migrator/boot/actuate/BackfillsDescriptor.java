package io.migrator.boot.actuate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All backfills.
 *
 * @param backfills the backfills, in the order of their names
 * @param summary how many there are in each state
 */
public record BackfillsDescriptor(List<BackfillDescriptor> backfills,
		Map<String, Long> summary) implements OperationResponseBody {

	static BackfillsDescriptor of(List<BackfillStatus> statuses) {
		Map<String, Long> summary = new LinkedHashMap<>();
		for (BackfillState state : BackfillState.values()) {
			summary.put(state.word(), statuses.stream().filter((status) -> status.state() == state).count());
		}
		return new BackfillsDescriptor(statuses.stream().map(BackfillDescriptor::of).toList(), summary);
	}

}
