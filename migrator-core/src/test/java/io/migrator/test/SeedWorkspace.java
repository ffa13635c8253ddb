package io.migrator.test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import io.migrator.plan.OutOfOrder;
import io.migrator.run.MigratorEvent;
import io.migrator.run.MigratorSettings;
import io.migrator.seed.SeedSource;
import io.migrator.seed.Seeds;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A folder of seeds and a database of its own.
 */
public final class SeedWorkspace implements AutoCloseable {

	private static final MigratorSettings SETTINGS = new MigratorSettings("migrator", "default", Set.of("test"),
			Duration.ofSeconds(2), 20, Duration.ofSeconds(20), OutOfOrder.APPLY, "seeds", "1.0", null);

	private final TestDatabase database = TestDatabase.create();

	private final Path folder;

	private final List<MigratorEvent> events = new CopyOnWriteArrayList<>();

	private Class<? extends MigratorEvent> awaited = MigratorEvent.Warning.class;

	private Runnable reaction = () -> {
	};

	public SeedWorkspace() {
		this.folder = TestFolders.create("seeds");
	}

	public void seed(String name, String sql) {
		try {
			Path file = this.folder.resolve(name + ".sql");
			Files.createDirectories(file.getParent());
			Files.writeString(file, sql);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Seeds seeds() {
		SeedSource source = new SeedSource(List.of("file:" + this.folder), getClass().getClassLoader());
		return new Seeds(this.database.dataSource(), source, SETTINGS, List.of(this::hear));
	}

	private void hear(MigratorEvent event) {
		this.events.add(event);
		if (this.awaited.isInstance(event)) {
			this.awaited = MigratorEvent.Warning.class;
			this.reaction.run();
		}
	}

	/**
	 * Does something when an event is told for the first time.
	 * @param event the event
	 * @param reaction what to do
	 */
	public void onFirst(Class<? extends MigratorEvent> event, Runnable reaction) {
		this.awaited = event;
		this.reaction = reaction;
	}

	/**
	 * What was told so far.
	 * @param <E> the type
	 * @param type which events
	 * @return the events of that type, in order
	 */
	public <E extends MigratorEvent> List<E> events(Class<E> type) {
		return this.events.stream().filter(type::isInstance).map(type::cast).toList();
	}

	public TestDatabase database() {
		return this.database;
	}

	public JdbcClient jdbc() {
		return this.database.jdbc();
	}

	/**
	 * Whether a relation is there.
	 * @param name its name, maybe with schema
	 * @return whether it is
	 */
	public boolean exists(String name) {
		return jdbc().sql("SELECT to_regclass(?) IS NOT NULL").param(name).query(Boolean.class).single();
	}

	@Override
	public void close() {
		try {
			Leaks.check(this.database);
		}
		finally {
			this.database.close();
			TestFolders.delete(this.folder);
		}
	}

}
