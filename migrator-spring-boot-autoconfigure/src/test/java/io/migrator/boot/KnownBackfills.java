package io.migrator.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.migrator.backfill.BackfillDefinition;
import io.migrator.backfill.BackfillSample;
import io.migrator.backfill.BackfillState;
import io.migrator.backfill.BackfillStatus;
import io.migrator.backfill.Backfills;
import io.migrator.backfill.QuarantinedRow;
import io.migrator.migration.BackfillDirectives;
import io.migrator.migration.Script;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ByteArrayResource;

/**
 * Backfills that stand where a test says, for what only reads where they stand.
 */
public final class KnownBackfills implements Backfills {

	private final Map<String, BackfillStatus> statuses = new TreeMap<>();

	private int looks;

	public KnownBackfills with(BackfillStatus status) {
		this.statuses.put(status.name(), status);
		return this;
	}

	public int looks() {
		return this.looks;
	}

	public static BackfillDefinitions definitions(String... names) {
		Script script = Script.of("fill.sql", new ByteArrayResource(new byte[0]), 0);
		return new BackfillDefinitions(() -> Stream.of(names)
			.map((name) -> new BackfillDefinition(name, name + ".sql", "", BackfillDirectives.NONE,
					new BackfillDefinition.Whole(script, "it is a test"), List.of()))
			.toList());
	}

	public static BackfillStatus status(String name, BackfillState state, double fraction) {
		return status(name, state, new BackfillStatus.Progress(1_234_567, 2_700_000L, fraction, 0, 4_321, 2, 12_300.4,
				Duration.ofSeconds(119), List.of(), 1));
	}

	public static BackfillStatus status(String name, BackfillState state, BackfillStatus.Progress progress) {
		return new BackfillStatus(name, name + ".sql", state, List.of(), "public.wallets", progress,
				new BackfillStatus.Settings(2, Duration.ofMillis(100), null), null,
				Instant.parse("2026-11-21T08:00:00Z"), null, List.of());
	}

	@Override
	public Backfills onBehalfOf(@Nullable String principal) {
		return this;
	}

	@Override
	public List<BackfillStatus> list() {
		this.looks++;
		return List.copyOf(this.statuses.values());
	}

	@Override
	public BackfillStatus status(String name) {
		BackfillStatus status = this.statuses.get(name);
		if (status == null) {
			throw new IllegalArgumentException(name);
		}
		return status;
	}

	@Override
	public List<QuarantinedRow> quarantined(String name, int limit) {
		return List.of();
	}

	@Override
	public void start(String name, @Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void pause(String name, @Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void resume(String name, @Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void cancel(String name, @Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public long retry(String name, @Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public void adjust(String name, @Nullable Duration batchDuration, @Nullable Integer parallel,
			@Nullable String reason) {
		throw new UnsupportedOperationException();
	}

	@Override
	public BackfillSample sample(String name, int rows) {
		throw new UnsupportedOperationException();
	}

}
