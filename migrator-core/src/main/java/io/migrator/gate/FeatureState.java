package io.migrator.gate;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Where a feature, or one requirement that somebody asked for, stands.
 *
 * @param name its name
 * @param open whether it may be used
 * @param known whether the database has ever answered; if not, it is closed
 * @param openedAt since when all of it has been done once, by the server's clock, or
 * {@code null} if it has not, or it is one requirement
 * @param override what an operator says, or {@code null} if none says anything
 * @param requirements what it requires
 */
public record FeatureState(String name, boolean open, boolean known, @Nullable Instant openedAt,
		@Nullable Override override, List<RequirementState> requirements) {

	public FeatureState {
		requirements = List.copyOf(requirements);
	}

	static FeatureState unknown(String name, List<String> requires) {
		return new FeatureState(name, false, false, null, null,
				requires.stream()
					.map((text) -> new RequirementState(text, false, "the database has not been asked yet"))
					.toList());
	}

	/**
	 * Why it is closed.
	 * @return a sentence for each thing that is missing; empty if it is open
	 */
	public List<String> missing() {
		if (this.open) {
			return List.of();
		}
		if (this.override != null) {
			return List.of(this.override.describe());
		}
		return this.requirements.stream()
			.filter((state) -> !state.done())
			.map((state) -> state.requirement() + ": " + state.reason())
			.toList();
	}

	/**
	 * What an operator says of a feature, whatever it requires.
	 *
	 * @param open whether it is to be open
	 * @param by who said so
	 * @param at when, by the server's clock
	 * @param reason why, or {@code null}
	 */
	public record Override(boolean open, String by, Instant at, @Nullable String reason) {

		/**
		 * Says it in words.
		 * @return such as "forced closed by ada: too slow"
		 */
		public String describe() {
			return "forced " + (this.open ? "open" : "closed") + " by " + this.by
					+ ((this.reason != null) ? ": " + this.reason : "");
		}

	}

}
