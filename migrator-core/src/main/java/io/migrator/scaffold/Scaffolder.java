package io.migrator.scaffold;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.work.ReplayedBackfills;
import io.migrator.migration.MigrationSet;
import io.migrator.run.MigrationReplay;
import io.migrator.run.MigratorSettings;
import io.migrator.scaffold.ScaffoldRequest.AddNotNull;
import io.migrator.scaffold.ScaffoldRequest.ChangeType;
import io.migrator.scaffold.ScaffoldRequest.DropColumn;
import io.migrator.scaffold.ScaffoldRequest.RenameColumn;
import io.migrator.scaffold.ScaffoldRequest.SplitColumn;
import io.migrator.schema.SchemaSnapshot;
import io.migrator.schema.SnapshotScope;
import io.migrator.shadow.Shadow;
import io.migrator.shadow.ShadowSettings;

/**
 * Writes the whole set of migrations and the backfill of a change that takes several
 * releases, in the layout that is found, and proves it on a shadow.
 */
public final class Scaffolder {

	private final Supplier<MigrationSet> migrations;

	private final MigratorSettings settings;

	private final ShadowSettings shadows;

	private final SnapshotScope scope;

	private final Supplier<List<BackfillDefinition>> backfills;

	/**
	 * Creates a scaffolder.
	 * @param migrations the application's migrations, which make the schema that is
	 * changed
	 * @param settings how its migrator works
	 * @param shadows where a shadow may be made
	 * @param schemas the schemas to look at, or none for all of a database
	 */
	public Scaffolder(Supplier<MigrationSet> migrations, MigratorSettings settings, ShadowSettings shadows,
			List<String> schemas) {
		this(migrations, settings, shadows, new SnapshotScope(schemas, settings.schema()), List::of);
	}

	private Scaffolder(Supplier<MigrationSet> migrations, MigratorSettings settings, ShadowSettings shadows,
			SnapshotScope scope, Supplier<List<BackfillDefinition>> backfills) {
		this.migrations = migrations;
		this.settings = settings;
		this.shadows = shadows;
		this.scope = scope;
		this.backfills = backfills;
	}

	/**
	 * The same, which also runs the backfills that migrations require where it replays
	 * them.
	 * @param backfills the application's backfills, asked for only if they are required
	 * @return a copy
	 */
	public Scaffolder withBackfills(Supplier<List<BackfillDefinition>> backfills) {
		return new Scaffolder(this.migrations, this.settings, this.shadows, this.scope, backfills);
	}

	/**
	 * Works out a set; nothing is written yet, and only a shadow is touched.
	 * @param request what is to be changed
	 * @param folders where the files belong
	 * @param clock tells the time
	 * @return the set, proved
	 * @throws ScaffoldException if the column is not there, cannot be changed this way,
	 * or the proof failed
	 * @throws io.migrator.error.MigratorException if there is no shadow to be had, or the
	 * migrations cannot be replayed on it
	 */
	public Scaffold scaffold(ScaffoldRequest request, Folders folders, Clock clock) {
		MigrationSet migrations = this.migrations.get();
		try (Shadow shadow = Shadow.open(this.shadows)) {
			Draft draft = draft(request, replay(migrations, shadow), new Trial(shadow, this.scope));
			shadow.clean();
			replay(migrations, shadow);
			try (Workshop workshop = new Workshop(migrations, folders.migrations())) {
				Scaffold scaffold = write(draft, workshop, folders, clock, shadow.warnings());
				List<String> ids = scaffold.steps().stream().map(Scaffold.Stage::id).toList();
				new SetProof(shadow, this.scope, this.settings).prove(draft, ids, workshop);
				return scaffold;
			}
		}
	}

	private SchemaSnapshot replay(MigrationSet migrations, Shadow shadow) {
		return MigrationReplay.snapshot(
				migrations.replayed((migration) -> migration.directives().appliesIn(this.settings.environments())),
				shadow, this.settings, new ReplayedBackfills(this.backfills, this.settings.environments()), this.scope);
	}

	private static Draft draft(ScaffoldRequest request, SchemaSnapshot present, Trial trial) {
		if (request instanceof RenameColumn rename) {
			return RenameDraft.of(rename, present, trial);
		}
		if (request instanceof ChangeType change) {
			return ChangeTypeDraft.of(change, present, trial);
		}
		if (request instanceof AddNotNull notNull) {
			return NotNullDraft.of(notNull, present, trial);
		}
		if (request instanceof SplitColumn split) {
			return SplitDraft.of(split, present, trial);
		}
		return DropDraft.of((DropColumn) request, present, trial);
	}

	private static Scaffold write(Draft draft, Workshop workshop, Folders folders, Clock clock, List<String> warnings) {
		List<ScaffoldFile> files = new ArrayList<>();
		List<Scaffold.Stage> stages = new ArrayList<>();
		String last = "";
		for (int i = 0; i < draft.steps().size(); i++) {
			Step step = draft.steps().get(i);
			String id = draft.name();
			if (step.phase() == Phase.BACKFILL) {
				files.add(new ScaffoldFile(step.phase(), id, folders.backfills().resolve(id + ".sql"),
						backfill(draft, i, last)));
			}
			else {
				Workshop.Written written = workshop.add(draft.name() + "_" + suffix(draft, i),
						HeadText.of(draft, i) + "\n" + step.sql(), step, clock);
				id = written.id();
				last = id;
				Path folder = (step.phase() == Phase.CONTRACT) ? folders.contract() : folders.migrations();
				for (Workshop.Text text : written.files()) {
					files.add(new ScaffoldFile(step.phase(), id, folder.resolve(text.path().toString()), text.text()));
				}
			}
			stages.add(new Scaffold.Stage(step.phase(), id, step.what(), step.application()));
		}
		return new Scaffold(draft.title(), (draft.fill() != null) ? draft.name() : "", files, stages, draft.advice(),
				warnings);
	}

	private static String suffix(Draft draft, int number) {
		Phase phase = draft.steps().get(number).phase();
		long before = draft.steps().subList(0, number).stream().filter((step) -> step.phase() == phase).count();
		return (before > 0) ? phase.word() + "_" + (before + 1) : phase.word();
	}

	private static String backfill(Draft draft, int number, String after) {
		Draft.Fill fill = draft.fill();
		if (fill == null) {
			throw new IllegalStateException("A backfill without a statement");
		}
		List<String> directives = List.of("after=" + after, "verify=" + fill.verify().replaceAll("\\s+", " "),
				"validate=" + fill.check());
		return HeadText.ofBackfill(draft, number, directives) + "\n" + draft.steps().get(number).sql();
	}

	/**
	 * Where files belong.
	 *
	 * @param migrations the folder of the migrations
	 * @param backfills the folder of the backfills
	 * @param contract the folder of what is to be done in the last release: that of the
	 * migrations, where approval holds it and all that come after it, or another one,
	 * from which it is moved when its time has come
	 */
	public record Folders(Path migrations, Path backfills, Path contract) {
	}

}
