package io.migrator.gate;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

import javax.sql.DataSource;

import io.migrator.gate.Board.Asked;
import io.migrator.gate.Facts.Applied;
import io.migrator.gate.Requirements.Needed;
import io.migrator.history.HistoryReader;
import io.migrator.run.DatabaseException;
import io.migrator.run.Engine;
import io.migrator.run.MigrationListener;
import io.migrator.run.MigratorSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells whether features may be used: whether all that they require is done in the
 * database. Answers come from memory, which a thread keeps no more than a second behind
 * the database, on every replica. Safe for use by any number of threads.
 */
public final class MigrationGate {

	private static final Logger logger = LoggerFactory.getLogger(MigrationGate.class);

	private static final Duration READ_ONLY_FOR = Duration.ofMinutes(1);

	private final DataSource dataSource;

	private final MigratorSettings settings;

	private final KnownNames names;

	private final Requirements requirements;

	private final List<Feature> declared;

	private final GateStore store;

	private final Board board;

	private final Map<String, Asked> asked = new ConcurrentSkipListMap<>();

	/** Held by who reads the database and shows what it says, so that none is late. */
	private final Object looking = new Object();

	private volatile @Nullable Applied applied;

	/** Where features cannot be written, that is tried again only now and then. */
	private long readOnlySince;

	private boolean readOnly;

	private boolean started;

	private @Nullable GateWatch watch;

	/**
	 * Creates a gate that asks nothing before it is started.
	 * @param dataSource where connections come from; one is kept while it runs
	 * @param settings how the migrator works
	 * @param features the features of the application
	 * @param names what features can require
	 * @param listener who hears of features that open and close
	 */
	public MigrationGate(DataSource dataSource, MigratorSettings settings, List<Feature> features, KnownNames names,
			MigrationListener listener) {
		this.dataSource = dataSource;
		this.settings = settings;
		this.names = names;
		this.requirements = new Requirements(names);
		this.declared = List.copyOf(features);
		this.store = new GateStore(settings);
		this.board = new Board(listener);
		features.forEach((feature) -> this.board.add(FeatureState.unknown(feature.name(), feature.requires())));
	}

	/**
	 * Whether something may be used. Costs a look into memory, but for the first time
	 * that a requirement is asked for.
	 * @param name a feature, or one requirement such as
	 * {@code migration:20260110120000_holds}
	 * @return whether it is open; false as long as the database has not answered
	 * @throws GateException if there is no such feature or requirement
	 */
	public boolean isOpen(String name) {
		FeatureState state = this.board.get(name);
		return (state != null) ? state.open() : ask(name).open();
	}

	/**
	 * Where something stands, from memory.
	 * @param name a feature, or one requirement
	 * @return the state, with what is missing
	 * @throws GateException if there is no such feature or requirement
	 */
	public FeatureState state(String name) {
		FeatureState state = this.board.get(name);
		return (state != null) ? state : ask(name);
	}

	/**
	 * Where all features stand, from memory.
	 * @return the features, in the order of their names
	 */
	public List<FeatureState> features() {
		return this.declared.stream()
			.map(Feature::name)
			.sorted()
			.map((name) -> Objects.requireNonNull(this.board.get(name)))
			.toList();
	}

	/**
	 * All migrations that are applied, from memory: kept there from the first call on.
	 * @return their ids in the order of application; empty as long as the database has
	 * not answered
	 */
	public List<String> appliedMigrations() {
		Applied known = this.applied;
		if (known == null) {
			this.applied = known = Applied.NONE;
			begin();
		}
		return known.ids();
	}

	/**
	 * Tells of every feature and requirement that opens or closes from now on.
	 * @param listener called by the thread that looks at the database, which it should
	 * not keep
	 */
	public void addListener(Consumer<FeatureState> listener) {
		this.board.add(listener);
	}

	/**
	 * Tells no more.
	 * @param listener who was told
	 */
	public void removeListener(Consumer<FeatureState> listener) {
		this.board.remove(listener);
	}

	/**
	 * Checks that everything exists that features require.
	 * @throws GateException if not, naming the property
	 */
	public void validate() {
		this.declared.forEach(this::asked);
	}

	/**
	 * Begins to keep the answers up to date, once there is something to answer.
	 */
	public synchronized void start() {
		this.started = true;
		if (!this.declared.isEmpty() || !this.asked.isEmpty() || this.applied != null) {
			begin();
		}
	}

	/**
	 * Lets the answers be what they are now.
	 */
	public void stop() {
		GateWatch current;
		synchronized (this) {
			this.started = false;
			current = this.watch;
			this.watch = null;
		}
		if (current != null) {
			current.stop();
		}
	}

	private synchronized void begin() {
		if (this.watch != null) {
			this.watch.wake();
		}
		else if (this.started) {
			validate();
			this.watch = new GateWatch(this.dataSource, this.store.rows().payload(), this::look);
			this.watch.start();
		}
	}

	/**
	 * Looks at the database now.
	 * @throws io.migrator.error.MigratorException if it does not answer
	 */
	public void refresh() {
		validate();
		connected(this::look);
	}

	/**
	 * Says that a feature is to be open or closed, whatever it requires, on every
	 * replica, until something else is said.
	 * @param name the feature
	 * @param open whether it is to be open, or {@code null} to leave it to what it
	 * requires
	 * @param reason why, for the audit log, or {@code null}
	 * @param principal who says so
	 * @return where it stands since then
	 * @throws io.migrator.error.MigratorException if there is no such feature, or the
	 * database refuses
	 */
	public FeatureState override(String name, @Nullable Boolean open, @Nullable String reason, String principal) {
		List<String> known = this.declared.stream().map(Feature::name).toList();
		if (!known.contains(name)) {
			throw GateException.of("There is no feature " + name, name, known);
		}
		validate();
		connected((connection) -> {
			try {
				this.store.override(connection, name, open, reason, principal);
			}
			catch (SQLException ex) {
				if (!GateStore.isMissing(ex)) {
					throw ex;
				}
				prepareTables();
				this.store.override(connection, name, open, reason, principal);
			}
			return look(connection);
		});
		return state(name);
	}

	private void connected(GateWatch.Work work) {
		try (Connection connection = this.dataSource.getConnection()) {
			if (!connection.getAutoCommit()) {
				connection.setAutoCommit(true);
			}
			work.look(connection);
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	private FeatureState ask(String name) {
		if (Requirement.read(name) == null) {
			throw GateException.of("There is no feature " + name, name,
					this.declared.stream().map(Feature::name).toList());
		}
		Needed needed = this.requirements.read(name, "What was asked for is ");
		Asked single = new Asked(name, List.of(needed), true);
		this.board.add(single.unknown());
		this.asked.put(name, single);
		begin();
		return Objects.requireNonNull(this.board.get(name));
	}

	private Asked asked(Feature feature) {
		return this.asked.computeIfAbsent(feature.name(),
				(name) -> new Asked(name, this.requirements.read(feature), false));
	}

	private boolean look(Connection connection) throws SQLException {
		synchronized (this.looking) {
			Collection<Asked> asked = List.copyOf(this.asked.values());
			Facts facts = read(connection, asked);
			if (isWritable() && act(connection, asked, new Judgement(facts))) {
				facts = read(connection, asked);
			}
			Judgement judgement = new Judgement(facts);
			boolean allOpen = this.board
				.show(asked.stream().map((one) -> one.judge(judgement, !this.readOnly)).toList());
			if (facts.applied() != null && this.applied != null) {
				this.applied = facts.applied();
			}
			return allOpen;
		}
	}

	private Facts read(Connection connection, Collection<Asked> asked) throws SQLException {
		List<Needed> needed = asked.stream().flatMap((one) -> one.needed().stream()).toList();
		Applied known = this.applied;
		String mark = (known != null) ? known.mark() : null;
		try {
			return this.store.read(connection, needed, mark);
		}
		catch (SQLException ex) {
			if (!GateStore.isMissing(ex)) {
				throw ex;
			}
			if (new HistoryReader(this.settings.schema(), this.settings.stream()).readMark(connection) == null) {
				return Facts.NONE;
			}
			prepareTables();
			return this.store.read(connection, needed, mark);
		}
	}

	private void prepareTables() {
		logger.debug("The tables are those of an older migrator");
		new Engine(this.dataSource, this.names.migrations(), this.settings, List.of(), Clock.systemUTC())
			.prepareTables();
	}

	private boolean isWritable() {
		return !this.readOnly || System.nanoTime() - this.readOnlySince > READ_ONLY_FOR.toNanos();
	}

	/** Writes what follows from the facts, unless they are other ones by now. */
	private boolean act(Connection connection, Collection<Asked> asked, Judgement judgement) throws SQLException {
		boolean acted = false;
		this.readOnly = false;
		try {
			for (Asked one : asked) {
				acted |= !one.single() && act(connection, one, judgement);
			}
		}
		catch (SQLException ex) {
			if (!GateStore.isReadOnly(ex)) {
				throw ex;
			}
			logger.debug("Features cannot be written by this role, or here; others do", ex);
			this.readOnly = true;
			this.readOnlySince = System.nanoTime();
		}
		return acted;
	}

	private boolean act(Connection connection, Asked one, Judgement judgement) throws SQLException {
		String name = one.name();
		if (judgement.opens(name, one.needed())) {
			this.store.open(connection, name, one.needed(), judgement.openedBy(name, one.needed()));
			return true;
		}
		if (judgement.closes(name, one.needed())) {
			this.store.close(connection, name, one.needed());
			return true;
		}
		List<Needed> more = new ArrayList<>(judgement.extension(name, one.needed()));
		if (!more.isEmpty()) {
			this.store.extend(connection, name, more, judgement.openedBy(name, one.needed()));
		}
		return !more.isEmpty();
	}

}
