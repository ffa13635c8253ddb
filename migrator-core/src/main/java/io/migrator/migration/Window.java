package io.migrator.migration;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.jspecify.annotations.Nullable;

/**
 * The hours of the day in which a migration may run.
 *
 * @param from the first moment
 * @param to the moment after the last; before {@code from} if the window spans midnight
 * @param zone whose clock counts, or {@code null} for UTC
 */
public record Window(LocalTime from, LocalTime to, @Nullable ZoneId zone) {

	/**
	 * Whether a moment lies within the window.
	 * @param moment the moment
	 * @return whether the migration may run then
	 */
	public boolean contains(Instant moment) {
		LocalTime time = moment.atZone((this.zone != null) ? this.zone : ZoneOffset.UTC).toLocalTime();
		boolean afterStart = !time.isBefore(this.from);
		boolean beforeEnd = time.isBefore(this.to);
		return this.from.isBefore(this.to) ? (afterStart && beforeEnd) : (afterStart || beforeEnd);
	}

	@Override
	public String toString() {
		return this.from + "-" + this.to + ((this.zone != null) ? " " + this.zone : " UTC");
	}

}
