package io.migrator.boot.actuate;

import java.time.Instant;
import java.util.List;

import io.migrator.gate.FeatureState;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Where a feature stands, as this replica sees it.
 *
 * @param name its name
 * @param open whether it may be used
 * @param known whether the database has ever answered this replica
 * @param openedAt since when all of it has been done once, or {@code null}
 * @param requires what it requires
 * @param missing why it is closed; empty if it is open
 * @param override what an operator says, or {@code null}
 */
public record FeatureDescriptor(String name, boolean open, boolean known, @Nullable Instant openedAt,
		List<Requirement> requires, List<String> missing,
		@Nullable Override override) implements OperationResponseBody {

	static FeatureDescriptor of(FeatureState state) {
		FeatureState.Override override = state.override();
		return new FeatureDescriptor(state.name(), state.open(), state.known(), state.openedAt(),
				state.requirements()
					.stream()
					.map((one) -> new Requirement(one.requirement(), one.done(), one.reason()))
					.toList(),
				state.missing(), (override != null)
						? new Override(override.open(), override.by(), override.at(), override.reason()) : null);
	}

	/**
	 * Where one requirement stands.
	 *
	 * @param requirement how it is written
	 * @param done whether it is done now
	 * @param reason what is missing, or {@code null}
	 */
	public record Requirement(String requirement, boolean done, @Nullable String reason) {

	}

	/**
	 * What an operator says.
	 *
	 * @param open whether it is to be open
	 * @param by who said so
	 * @param at when
	 * @param reason why, or {@code null}
	 */
	public record Override(boolean open, String by, Instant at, @Nullable String reason) {

	}

}
