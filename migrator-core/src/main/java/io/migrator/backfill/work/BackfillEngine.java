package io.migrator.backfill.work;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSample;
import io.migrator.backfill.BackfillSettings;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.BackfillThrottle;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.QuarantinedRow;
import io.migrator.backfill.key.TableWalks;
import io.migrator.migration.MigrationSet;
import io.migrator.run.DatabaseException;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.transaction.PlatformTransactionManager;

/**
 * The door of this room. Safe for use by several threads.
 */
public final class BackfillEngine implements Backfills {

	private final WorkSite site;

	private final BackfillWorkers workers;

	private final StatusReader reader;

	private final StatusBoard board;

	private final Control control;

	private final Sampling sampling;

	/**
	 * Creates an engine that does nothing by itself.
	 * @param dataSource where connections come from
	 * @param transactions makes the transactions of batches, on connections of that data
	 * source
	 * @param definitions the backfills of the application, asked for anew at every call
	 * @param migrations the migrations of the application, asked for anew at every call
	 * @param settings how the migrator works
	 * @param backfills how backfills are worked on
	 * @param throttles the application's own, asked in this order after the server
	 * @param listener who hears what happens
	 */
	public BackfillEngine(DataSource dataSource, PlatformTransactionManager transactions,
			Supplier<List<BackfillDefinition>> definitions, Supplier<MigrationSet> migrations,
			MigratorSettings settings, BackfillSettings backfills, List<BackfillThrottle> throttles,
			MigrationListener listener) {
		this.site = new WorkSite(dataSource, transactions, definitions, migrations, settings, backfills,
				(connection, definition) -> TableWalks.find(connection, WalkFinder.table(definition),
						definition.directives().key(), WalkFinder.changed(definition)),
				new Throttles(backfills.throttle(), settings.schema(), throttles, listener), listener);
		this.workers = new BackfillWorkers(this.site);
		this.reader = new StatusReader(settings);
		this.board = new StatusBoard(backfills);
		this.control = new Control(this.site);
		this.sampling = new Sampling(this.site);
	}

	private BackfillEngine(BackfillEngine other, @Nullable String principal) {
		this.site = other.site;
		this.workers = other.workers;
		this.reader = other.reader;
		this.board = other.board;
		this.control = new Control(other.site.onBehalfOf(principal));
		this.sampling = other.sampling;
	}

	@Override
	public Backfills onBehalfOf(@Nullable String principal) {
		return new BackfillEngine(this, principal);
	}

	/**
	 * Those who work in this process.
	 * @return the workers, which work once they are told to
	 */
	public BackfillWorkers workers() {
		return this.workers;
	}

	@Override
	public List<BackfillStatus> list() {
		List<BackfillDefinition> definitions = this.site.definitions().get();
		AfterMigrations migrations = new AfterMigrations(definitions, this.site.migrations().get());
		Remembered remembered;
		try (Connection connection = this.site.dataSource().getConnection()) {
			remembered = this.reader.read(connection, migrations.names());
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.site.settings());
		}
		DueBackfills due = new DueBackfills(definitions, migrations, this.site.settings().environments(),
				remembered.facts());
		return this.board.statuses(definitions, due, remembered);
	}

	@Override
	public BackfillStatus status(String name) {
		List<BackfillStatus> all = list();
		return all.stream()
			.filter((status) -> status.name().equals(name))
			.findFirst()
			.orElseThrow(() -> ControlException.unknown(name, all.stream().map(BackfillStatus::name).toList()));
	}

	@Override
	public List<QuarantinedRow> quarantined(String name, int limit) {
		try (Connection connection = this.site.dataSource().getConnection()) {
			List<QuarantinedRow> rows = this.reader.quarantined(connection, name, limit);
			if (!rows.isEmpty()) {
				return rows;
			}
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.site.settings());
		}
		status(name);
		return List.of();
	}

	@Override
	public void start(String name, @Nullable String reason) {
		this.control.start(name, reason);
		this.workers.wake();
	}

	@Override
	public void pause(String name, @Nullable String reason) {
		this.control.pause(name, reason);
	}

	@Override
	public void resume(String name, @Nullable String reason) {
		this.control.resume(name, reason);
		this.workers.wake();
	}

	@Override
	public void cancel(String name, @Nullable String reason) {
		this.control.cancel(name, reason);
	}

	@Override
	public long retry(String name, @Nullable String reason) {
		long rows = this.control.retry(name, reason);
		this.workers.wake();
		return rows;
	}

	@Override
	public void adjust(String name, @Nullable Duration batchDuration, @Nullable Integer parallel,
			@Nullable String reason) {
		this.control.adjust(name, batchDuration, parallel, reason);
		this.workers.wake();
	}

	@Override
	public BackfillSample sample(String name, int rows) {
		BackfillDefinition definition = this.site.definitions()
			.get()
			.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow(() -> ControlException.unknown(name,
					this.site.definitions().get().stream().map(BackfillDefinition::name).sorted().toList()));
		return this.sampling.sample(definition, rows);
	}

}
