package io.migrator.boot.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus.Progress;
import io.migrator.backfill.BackfillStatus.Worker;
import io.migrator.boot.KnownBackfills;
import io.migrator.run.MigratorEvent.BackfillRowQuarantined;
import io.migrator.run.MigratorEvent.BackfillStateChanged;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackfillBarTests {

	private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

	private final ConsoleProgress console = new ConsoleProgress(
			new PrintStream(this.bytes, true, StandardCharsets.UTF_8));

	@Test
	void growsWithTheWork() {
		assertThat(BackfillBar.line(KnownBackfills.status("fill", BackfillState.RUNNING, 0.457)))
			.isEqualTo("[#########-----------] about 45 % done, 1,234,567 rows, 12,300 rows/s, about 2 min left  fill");
		assertThat(BackfillBar.line(KnownBackfills.status("fill", BackfillState.RUNNING, 1)))
			.startsWith("[####################] about 100 % done");
	}

	@Test
	void saysWhyItDoesNotGrow() {
		Progress progress = new Progress(10, null, 0, 0, 1, 0, null, null,
				List.of(new Worker("w1", "public.wallets", null, 10, null),
						new Worker("w2", "public.wallets", "7", 10, "a standby is behind")),
				1);
		assertThat(BackfillBar.line(KnownBackfills.status("fill", BackfillState.RUNNING, progress)))
			.isEqualTo("[--------------------] about 0 % done, 10 rows (a standby is behind)  fill");
	}

	@Test
	void isPaintedWhileItRunsAndLeavesNothingBehind() {
		KnownBackfills backfills = new KnownBackfills().with(KnownBackfills.status("done", BackfillState.COMPLETED, 1))
			.with(KnownBackfills.status("fill", BackfillState.RUNNING, 0.5))
			.with(KnownBackfills.status("later", BackfillState.RUNNING, 0))
			.with(KnownBackfills.status("not-meant", BackfillState.RUNNING, 0));
		try (BackfillBar bar = new BackfillBar(this.console, backfills,
				(status) -> !status.name().equals("not-meant"))) {
			bar.start();
			Awaitility.await()
				.atMost(Duration.ofSeconds(10))
				.until(() -> written().contains("[##########----------] about 50 % done"));
		}
		assertThat(written()).contains("fill  (and 1 more)").endsWith("\r\u001B[K").doesNotContain("not-meant");
	}

	@Test
	void whatIsOverStaysAboveTheBar() {
		this.console.moving("[#---]");
		this.console.onEvent(new BackfillRowQuarantined("fill", "public.wallets", "7", "division by zero"));
		this.console.onEvent(new BackfillStateChanged("fill", "completed", null, 12));
		assertThat(written()).contains("\r\u001B[KBackfill fill put a row aside and goes on: public.wallets (7)")
			.endsWith("Backfill fill is completed: 12 rows changed" + System.lineSeparator());
	}

	private String written() {
		return this.bytes.toString(StandardCharsets.UTF_8);
	}

}
