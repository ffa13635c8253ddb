package io.migrator.seed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.migrator.run.Listeners;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import io.migrator.run.ScriptRefusal;
import io.migrator.run.ScriptSession;

/**
 * All that can be done with the seeds of an application. Safe for use by several threads
 * and processes; every call works on a connection of its own that holds the migrator's
 * lock.
 */
public final class Seeds {

	private final DataSource dataSource;

	private final Supplier<List<Seed>> source;

	private final MigratorSettings settings;

	private final MigrationListener listener;

	/**
	 * Creates an instance.
	 * @param dataSource where connections come from: direct ones, or of a pool in session
	 * mode
	 * @param source the seeds, asked for anew at every call
	 * @param settings how to work
	 * @param listeners who hears what the server remarks and what is waited for
	 */
	public Seeds(DataSource dataSource, Supplier<List<Seed>> source, MigratorSettings settings,
			List<MigrationListener> listeners) {
		this.dataSource = dataSource;
		this.source = source;
		this.settings = settings;
		this.listener = new Listeners(listeners);
	}

	/**
	 * Lists the seeds of the active environments.
	 * @return them, in the order in which they are run
	 * @throws InvalidSeedsException if some cannot be used
	 */
	public List<Seed> list() {
		return this.source.get()
			.stream()
			.filter((seed) -> seed.directives().appliesIn(this.settings.environments()))
			.toList();
	}

	/**
	 * Runs the seeds of the active environments, each in a transaction of its own with an
	 * entry of the audit log.
	 * @return what was done
	 * @throws InvalidSeedsException if some cannot be used; nothing was run then
	 * @throws SeedFailedException if one failed; those before it are committed
	 * @throws io.migrator.run.LockWaitException if another process held the lock too long
	 */
	public SeedResult run() {
		long start = System.nanoTime();
		List<Seed> seeds = list();
		List<SeedResult.Done> done = new ArrayList<>();
		if (!seeds.isEmpty()) {
			try (ScriptSession session = ScriptSession.open(this.dataSource, this.settings, this.listener)) {
				session.prepareTables();
				seeds.forEach((seed) -> done.add(run(session, seed, done)));
			}
		}
		return new SeedResult(done, since(start));
	}

	private static SeedResult.Done run(ScriptSession session, Seed seed, List<SeedResult.Done> before) {
		long start = System.nanoTime();
		try {
			long rows = session.commit(seed.job(), "seed");
			return new SeedResult.Done(seed.name(), seed.script().name(), rows, since(start));
		}
		catch (ScriptRefusal ex) {
			throw new SeedFailedException(seed, ex, before.stream().map(SeedResult.Done::name).toList());
		}
	}

	/**
	 * Runs every seed of the active environments twice, one after another in one
	 * transaction that is rolled back, and looks at what the second run changes. Values
	 * that are taken from sequences are not given back.
	 * @return what was found
	 * @throws InvalidSeedsException if some cannot be used
	 */
	public SeedCheckReport check() {
		List<Seed> seeds = list();
		if (seeds.isEmpty()) {
			return new SeedCheckReport(List.of(), List.of());
		}
		try (ScriptSession session = ScriptSession.open(this.dataSource, this.settings, this.listener)) {
			return new IdempotencyCheck(session).of(seeds);
		}
	}

	private static Duration since(long start) {
		return Duration.ofNanos(System.nanoTime() - start);
	}

}
