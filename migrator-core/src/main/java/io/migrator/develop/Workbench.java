package io.migrator.develop;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.work.ReplayedBackfills;
import io.migrator.error.MigratorException;
import io.migrator.history.SnapshotStore;
import io.migrator.history.StoredSnapshot;
import io.migrator.migration.BaselinePlan;
import io.migrator.migration.InvalidMigrationsException;
import io.migrator.migration.Migration;
import io.migrator.migration.MigrationSet;
import io.migrator.migration.NewMigration;
import io.migrator.run.DatabaseException;
import io.migrator.run.MigrationReplay;
import io.migrator.run.MigratorSettings;
import io.migrator.schema.SchemaDiff;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotFormat;
import io.migrator.schema.SnapshotScope;
import io.migrator.schema.catalog.SnapshotReader;
import io.migrator.schema.ddl.DdlOptions;
import io.migrator.schema.ddl.DdlScript;
import io.migrator.schema.ddl.Rename;
import io.migrator.schema.ddl.RenameGuess;
import io.migrator.schema.ddl.RenameHints;
import io.migrator.schema.ddl.SchemaDdl;
import io.migrator.shadow.ProofResult;
import io.migrator.shadow.RenamingDdl;
import io.migrator.shadow.SchemaProof;
import io.migrator.shadow.Shadow;
import io.migrator.shadow.ShadowSettings;

/**
 * Compares schemas from wherever they come, and writes the proved way from the one to the
 * other.
 */
public final class Workbench {

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final ShadowSettings shadows;

	private final SnapshotScope scope;

	private final Supplier<List<BackfillDefinition>> backfills;

	/**
	 * Creates a workbench.
	 * @param migrations the application's migrations
	 * @param settings how its migrator works
	 * @param shadows where a shadow may be made
	 * @param schemas the schemas to look at, or none for all of a database
	 */
	public Workbench(Supplier<MigrationSet> migrations, MigratorSettings settings, ShadowSettings shadows,
			List<String> schemas) {
		this(migrations, settings, shadows, new SnapshotScope(schemas, settings.schema()), List::of);
	}

	private Workbench(Supplier<MigrationSet> migrations, MigratorSettings settings, ShadowSettings shadows,
			SnapshotScope scope, Supplier<List<BackfillDefinition>> backfills) {
		this.migrations = migrations;
		this.settings = settings;
		this.shadows = shadows;
		this.scope = scope.withSecrets(true);
		this.backfills = backfills;
	}

	/**
	 * The same, which also runs the backfills that migrations require where it replays
	 * them.
	 * @param backfills the application's backfills, asked for only if they are required
	 * @return a copy
	 */
	public Workbench withBackfills(Supplier<List<BackfillDefinition>> backfills) {
		return new Workbench(this.migrations, this.settings, this.shadows, this.scope, backfills);
	}

	/**
	 * Compares two schemas. Nothing but shadows is changed.
	 * @param from the one
	 * @param to the other
	 * @param options how statements are to be written
	 * @return what differs, and the proved way from the one to the other
	 * @throws UnprovedException if no script was found that leads there
	 * @throws InvalidDesiredSchemaException if one of them cannot be
	 * @throws MigratorException if there is no shadow to be had
	 */
	public Comparison compare(SchemaSource from, SchemaSource to, DdlOptions options) {
		try (Shadow shadow = Shadow.open(this.shadows)) {
			SchemaSnapshot wanted = read(to, shadow);
			shadow.clean();
			SchemaSnapshot present = read(from, shadow);
			if (to instanceof SchemaSource.Generated) {
				wanted = PartialSchema.complete(present, wanted);
			}
			SchemaDiff diff = SchemaDiff.between(present, wanted);
			List<DraftPart> parts = diff.isEmpty() ? List.of() : draft(from, present, to, wanted, options, shadow);
			return new Comparison(from.label(), to.label(), diff, parts, guesses(to, present, wanted),
					shadow.warnings());
		}
	}

	/** What nobody has told yet. */
	private static List<RenameGuess> guesses(SchemaSource to, SchemaSnapshot present, SchemaSnapshot wanted) {
		List<Rename> told = Rename.due(renames(to), present, wanted);
		return RenameGuess.among(present, wanted)
			.stream()
			.filter((guess) -> told.stream().noneMatch((rename) -> rename.renamed().equals(guess.to())))
			.toList();
	}

	private List<DraftPart> draft(SchemaSource from, SchemaSnapshot present, SchemaSource to, SchemaSnapshot wanted,
			DdlOptions options, Shadow shadow) {
		List<Rename> renames = renames(to);
		DdlScript script = new RenamingDdl(shadow, this.scope).between(present, wanted, renames, options);
		boolean untouched = Rename.due(renames, present, wanted).isEmpty();
		if (!untouched || !isOnShadow(from)) {
			ProofResult clone = new SchemaProof(shadow, this.scope).makeClone(present);
			if (!clone.isProved()) {
				throw new UnprovedException(
						"The schema of " + from.label() + " cannot be made on " + shadow.description()
								+ ", so the script cannot be proved: " + clone,
						"See to it that the shadow has the roles, extensions and version that the schema needs, or "
								+ "give another one with migrator.drift.shadow-url.");
			}
		}
		return new Drafting(shadow, this.scope).draft(script, present, wanted);
	}

	private static boolean isOnShadow(SchemaSource source) {
		return source instanceof SchemaSource.Migrations || source instanceof SchemaSource.Scripts
				|| source instanceof SchemaSource.Generated || source instanceof SchemaSource.Empty;
	}

	private static List<Rename> renames(SchemaSource source) {
		List<Rename> renames = new ArrayList<>();
		if (source instanceof SchemaSource.Scripts scripts) {
			for (DesiredScript script : scripts.scripts()) {
				renames.addAll(RenameHints.read(script.name(), script.text(), "public"));
			}
		}
		return renames;
	}

	/**
	 * Writes a comparison as the next migrations of a folder.
	 * @param comparison the comparison, from the migrations to what is desired
	 * @param name what people call the change
	 * @param directory the folder
	 * @param clock tells the time
	 * @return the files
	 */
	public List<Path> write(Comparison comparison, String name, Path directory, Clock clock) {
		List<Path> files = new ArrayList<>();
		for (DraftPart part : comparison.parts()) {
			String words = part.suffix().isEmpty() ? name : name + "_" + part.suffix();
			files.addAll(NewMigration.plan(this.migrations.get(), directory, words, clock)
				.withScripts(part.up(), part.down())
				.write());
		}
		return files;
	}

	/**
	 * Makes a database what is desired, at once and without a migration: for trying
	 * things out.
	 * @param desired the schema that is wanted
	 * @param target the database
	 * @param acceptLoss whether data may be lost
	 * @return what was done
	 * @throws RefusedException if the database looks like production, or data would be
	 * lost
	 */
	public Comparison push(SchemaSource desired, SchemaSource.Database target, boolean acceptLoss) {
		Push push = new Push(target, this.settings);
		push.refuseProduction();
		Comparison comparison = compare(target, desired, DdlOptions.OFFLINE);
		RefusedException.unlessAccepted(comparison, acceptLoss);
		push.run(comparison.parts());
		return comparison;
	}

	/**
	 * What migrations make, up to one of them.
	 * @param wanted which migrations
	 * @return the script that makes the same in an empty database, proved both ways
	 */
	Comparison fromEmpty(Predicate<Migration> wanted) {
		try (Shadow shadow = Shadow.open(this.shadows)) {
			SchemaSnapshot made = MigrationReplay.snapshot(this.migrations.get().replayed(wanted), shadow,
					this.settings, new ReplayedBackfills(this.backfills, this.settings.environments()), this.scope);
			shadow.clean();
			SchemaSnapshot empty = shadow.snapshot(this.scope);
			DdlScript script = SchemaDdl.between(empty, made, DdlOptions.OFFLINE);
			List<DraftPart> parts = script.isEmpty() ? List.of()
					: new Drafting(shadow, this.scope).draft(script, empty, made);
			return new Comparison("an empty database", "the migrations", SchemaDiff.between(empty, made), parts,
					List.of(), shadow.warnings());
		}
	}

	/**
	 * Makes one migration that stands for many. Nothing but shadows is changed.
	 * @param until the id of the last of the many
	 * @param directory the folder of the migrations
	 * @return the one, not written yet
	 * @throws UnprovedException if no script was found that makes the same
	 * @throws io.migrator.migration.InvalidMigrationsException if they cannot be replaced
	 * by one
	 * @throws MigratorException if there is no shadow to be had
	 */
	public Squash squash(String until, Path directory) {
		BaselinePlan plan = BaselinePlan.of(this.migrations.get(), until, directory);
		List<String> replaced = plan.replaced().stream().map((migration) -> migration.id().value()).toList();
		Set<String> wanted = new HashSet<>(replaced);
		Comparison made = fromEmpty((migration) -> wanted.contains(migration.id().value()));
		if (made.parts().isEmpty()) {
			throw new InvalidMigrationsException("The migrations up to " + until + " make nothing that stays",
					"There is nothing to squash.");
		}
		List<String> data = DataStatements.in(plan.replaced());
		return new Squash(plan.id(), plan.with(BaselineText.of(plan, made.parts(), data)), replaced, plan.obsolete(),
				data, made.warnings());
	}

	private SchemaSnapshot read(SchemaSource source, Shadow shadow) {
		if (source instanceof SchemaSource.Migrations) {
			return MigrationReplay.snapshot(
					this.migrations.get()
						.replayed((migration) -> migration.directives().appliesIn(this.settings.environments())),
					shadow, this.settings, new ReplayedBackfills(this.backfills, this.settings.environments()),
					this.scope);
		}
		if (source instanceof SchemaSource.Scripts scripts) {
			new Replay(shadow.dataSource()).run(scripts.scripts());
			return shadow.snapshot(this.scope);
		}
		if (source instanceof SchemaSource.Generated generated) {
			String script = generated.script().apply(shadow.snapshot(this.scope).serverVersion());
			new Replay(shadow.dataSource()).run(List.of(new DesiredScript(generated.label(), script)));
			return shadow.snapshot(this.scope);
		}
		if (source instanceof SchemaSource.Database database) {
			return live(database);
		}
		if (source instanceof SchemaSource.Stored stored) {
			return stored(stored);
		}
		return shadow.snapshot(this.scope);
	}

	private SchemaSnapshot live(SchemaSource.Database database) {
		try (Connection connection = database.dataSource().getConnection()) {
			return new SnapshotReader(this.scope.withSecrets(false)).read(connection);
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

	private SchemaSnapshot stored(SchemaSource.Stored source) {
		try (Connection connection = source.dataSource().getConnection()) {
			StoredSnapshot kept = new SnapshotStore(this.settings.schema(), this.settings.stream()).read(connection);
			if (kept == null) {
				throw new MigratorException("No deploy has left a snapshot in the database", "nothing was changed",
						"Deploy once with migrator.drift.enabled=true, which keeps one.", null);
			}
			return SnapshotFormat.read(kept.data());
		}
		catch (SQLException ex) {
			throw DatabaseException.of(ex, this.settings);
		}
	}

}
