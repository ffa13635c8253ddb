package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillDefinition.Batched;
import io.migrator.backfill.BackfillDefinition.Bean;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.key.TableWalk;
import io.migrator.migration.BackfillDirectives;
import io.migrator.run.MigratorEvent;
import org.jspecify.annotations.Nullable;

/**
 * One backfill as this process works on it. Safe for use by several threads.
 */
final class Undertaking {

	private final WorkSite site;

	private final BackfillDefinition definition;

	private final @Nullable BatchWork work;

	private @Nullable TableWalk walk;

	private volatile @Nullable Integer batchSize;

	Undertaking(WorkSite site, BackfillDefinition definition) {
		this.site = site;
		this.definition = definition;
		this.work = work(site, definition);
	}

	private static @Nullable BatchWork work(WorkSite site, BackfillDefinition definition) {
		if (definition.work() instanceof Batched batched) {
			return new StatementWork(batched.statement());
		}
		return (definition.work() instanceof Bean bean) ? new BeanWork<>(bean.backfill(), site.dataSource()) : null;
	}

	String name() {
		return this.definition.name();
	}

	BackfillDefinition definition() {
		return this.definition;
	}

	BackfillDirectives directives() {
		return this.definition.directives();
	}

	boolean isBatched() {
		return this.work != null;
	}

	BatchWork work() {
		return Objects.requireNonNull(this.work, "not run in batches");
	}

	/**
	 * Finds out anew how the table is walked.
	 * @param connection a connection
	 * @return the walk
	 * @throws SQLException whatever the server says
	 */
	TableWalk findWalk(Connection connection) throws SQLException {
		TableWalk found = this.site.walks().find(connection, this.definition);
		synchronized (this) {
			this.walk = found;
		}
		return found;
	}

	/**
	 * The walk that a range was cut for.
	 * @param connection a connection
	 * @param description the walk in words
	 * @return the walk, or {@code null} if the table is walked in another way now
	 * @throws SQLException whatever the server says
	 */
	@Nullable TableWalk walk(Connection connection, String description) throws SQLException {
		TableWalk known;
		synchronized (this) {
			known = this.walk;
		}
		if (known == null || !known.description().equals(description)) {
			known = findWalk(connection);
		}
		return known.description().equals(description) ? known : null;
	}

	int parallel() {
		Integer own = directives().parallel();
		return (own != null) ? own : this.site.backfills().parallel();
	}

	Duration batchDuration(@Nullable Integer millis) {
		if (millis != null) {
			return Duration.ofMillis(millis);
		}
		Duration own = directives().batchDuration();
		return (own != null) ? own : this.site.backfills().batchDuration();
	}

	Duration lockTimeout() {
		Duration own = directives().lockTimeout();
		return (own != null) ? own : this.site.backfills().lockTimeout();
	}

	/**
	 * What says the size of the batches of a range.
	 * @param last rows of the range's last batch, or {@code null}
	 * @return the pace to begin with
	 */
	BatchSizer sizer(@Nullable Integer last) {
		BackfillSettings settings = this.site.backfills();
		Integer fixed = directives().batchRows();
		if (fixed != null) {
			return BatchSizer.first(fixed, fixed, fixed);
		}
		return BatchSizer.first(settings.minBatchSize(), settings.maxBatchSize(),
				(this.batchSize != null) ? this.batchSize : last);
	}

	/**
	 * Remembers a size for the next range.
	 * @param size rows of the last batch
	 */
	void paced(int size) {
		this.batchSize = size;
	}

	void tell(MigratorEvent event) {
		this.site.listener().onEvent(event);
	}

}
