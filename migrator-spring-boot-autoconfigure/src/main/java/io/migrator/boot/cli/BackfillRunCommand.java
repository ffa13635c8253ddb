package io.migrator.boot.cli;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.work.BackfillEngine;
import io.migrator.backfill.work.BackfillWorkers;
import io.migrator.boot.BackfillProgressLog;
import io.migrator.error.ExitCodes;
import io.migrator.error.MigratorException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.support.DefaultSingletonBeanRegistry;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Works on backfills as a job that ends when there is nothing left to do, beside the
 * application's replicas or instead of them.
 */
@Command(name = "run",
		description = "Work on backfills until they are done or something must happen first, as one more worker "
				+ "beside the application's, or as the only one.")
class BackfillRunCommand extends AnyBackfillCommand {

	/** As long as the application's own workers are given by default. */
	private static final Duration GRACE = Duration.ofSeconds(10);

	@Parameters(arity = "0..*", paramLabel = "<name>", description = "The backfills (default: all).")
	Set<String> names = new LinkedHashSet<>();

	@Override
	int run(ConfigurableApplicationContext context, Backfills backfills, Output output) {
		this.names.forEach(backfills::status);
		BackfillEngine engine = context.getBeanProvider(BackfillEngine.class).getIfAvailable();
		if (engine == null) {
			throw new MigratorException("The application's Backfills bean is its own, and not made to work", null,
					"Work on them as the application does.", null);
		}
		boolean over = work(context, engine);
		List<BackfillStatus> statuses = backfills.list().stream().filter(this::isAnsweredFor).toList();
		output.answer(() -> BackfillListCommand.text(statuses), () -> document(statuses));
		return exitCode(statuses, over);
	}

	private boolean work(ConfigurableApplicationContext context, BackfillEngine engine) {
		BackfillWorkers workers = engine.workers();
		stopBeforeDataSourceCloses(context, workers);
		ConsoleProgress console = context.getBeanProvider(ConsoleProgress.class).getIfAvailable();
		if (console != null) {
			try (BackfillBar bar = new BackfillBar(console, engine, this::isMeant)) {
				bar.start();
				return workers.run(this::isMeant);
			}
		}
		BackfillProgressLog progress = context.getBean(BackfillProgressLog.class);
		progress.start();
		try {
			return workers.run(this::isMeant);
		}
		finally {
			progress.stop();
		}
	}

	/**
	 * What is registered last is destroyed first, when the process is asked to end.
	 */
	private static void stopBeforeDataSourceCloses(ConfigurableApplicationContext context, BackfillWorkers workers) {
		DisposableBean stop = () -> workers.stop(GRACE);
		((DefaultSingletonBeanRegistry) context.getBeanFactory()).registerDisposableBean("migratorBackfillRun", stop);
	}

	private boolean isMeant(BackfillStatus status) {
		return isMeant(status.name());
	}

	/**
	 * What another release has left is not for this one to work on, unless it is named.
	 */
	private boolean isAnsweredFor(BackfillStatus status) {
		return isMeant(status) && (status.source() != null || !this.names.isEmpty());
	}

	private boolean isMeant(String name) {
		return this.names.isEmpty() || this.names.contains(name);
	}

	/**
	 * One that was cancelled, or is for another environment, is at its end as long as
	 * nobody asks for it by its name.
	 */
	private int exitCode(List<BackfillStatus> statuses, boolean over) {
		Set<BackfillState> states = statuses.stream().map(BackfillStatus::state).collect(Collectors.toSet());
		if (states.contains(BackfillState.FAILED) || states.contains(BackfillState.INCOMPLETE)) {
			return ExitCodes.FAILED;
		}
		states.remove(BackfillState.COMPLETED);
		return (states.isEmpty() || (over && this.names.isEmpty())) ? ExitCodes.DONE : ExitCodes.HELD;
	}

	private static Map<String, ?> document(List<BackfillStatus> statuses) {
		Map<String, Object> document = new LinkedHashMap<>();
		document.put("backfills", statuses.stream().map(BackfillDocument::of).toList());
		return document;
	}

}
