package io.migrator.sample;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import com.jayway.jsonpath.JsonPath;
import io.migrator.test.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The release before {@code bal_avail} was renamed and the one after it serve at once,
 * through every step, and neither loses a write: what is available in a wallet stays what
 * its balance and its open holds say.
 */
class RollingReleaseTests {

	private static final String LAST_OF_OLD = SampleMigrations.EVERYWHERE.get(6);

	private static final String EXPAND = "20260215090000_rename_wallets_bal_avail_expand";

	private static final String SWITCH = "20260302090000_rename_wallets_bal_avail_switch";

	private static final int EACH = 25;

	private final TestDatabase database = TestDatabase.create();

	@TempDir
	private Path directory;

	@AfterEach
	void drop() {
		this.database.close();
	}

	@Test
	void neitherReleaseLosesAWriteWhileAColumnIsRenamed() throws Exception {
		ChangedSample before = ChangedSample.copy(this.directory);
		before.edit("Wallet", """
					@Column(nullable = false)
					private long balanceAvailableCents;
				""", """
					@Column(name = "bal_avail", nullable = false)
					private long balanceAvailableCents;
				""");
		SampleMigrations.until(this.database, LAST_OF_OLD).deploy();
		this.database.jdbc().sql("INSERT INTO portfolios (name) VALUES ('Harbour')").update();
		wallets("bal_avail", 1, 5);
		try (SampleProcess oldProcess = start(before.classes());
				Client old = new Client(oldProcess.awaitPort(), 1, 5)) {
			old.work(EACH);

			SampleMigrations.until(this.database, EXPAND).migrator("production").deploy();
			wallets("balance_available_cents", 6, 10);
			old.use(1, 10);
			try (SampleProcess newProcess = start(SampleProcess.CLASSES);
					// the wallets that were there before have to wait for the backfill
					Client young = new Client(newProcess.awaitPort(), 6, 10)) {
				both(old, young);

				SampleMigrations.until(this.database, EXPAND).backfill();
				assertThat(
						count("SELECT count(*) FROM wallets WHERE balance_available_cents IS DISTINCT FROM bal_avail"))
					.isZero();
				young.use(1, 10);
				both(old, young);

				SampleMigrations.until(this.database, SWITCH).migrator("production").deploy();
				both(old, young);
				assertThat(unequal("bal_avail")).isEmpty();

				old.close();
				oldProcess.close();
				SampleMigrations.all(this.database).migrator("production").deploy();
				young.work(EACH);
			}
			assertThat(unequal("balance_available_cents")).isEmpty();
			assertThat(count("SELECT count(*) FROM wallet_holds WHERE reason = 'kept'")).isGreaterThan(EACH);
		}
	}

	private static void both(Client old, Client young) throws InterruptedException {
		old.work(EACH);
		young.work(EACH);
	}

	/** The wallets that say something else than their balance and their open holds. */
	private List<Map<String, Object>> unequal(String column) {
		return this.database.jdbc().sql("""
				SELECT wallets.id, wallets.%1$s, wallets.balance, sum(wallet_holds.amount) AS held
				FROM wallets LEFT JOIN wallet_holds ON wallet_holds.wallet_id = wallets.id AND status = 'open'
				GROUP BY wallets.id HAVING wallets.%1$s <> (balance - coalesce(sum(amount), 0)) * 100
				""".formatted(column)).query().listOfRows();
	}

	private long count(String sql) {
		return this.database.jdbc().sql(sql).query(Long.class).single();
	}

	private void wallets(String column, int from, int to) {
		this.database.jdbc().sql("""
				INSERT INTO wallets (portfolio_id, name, currency, balance, %s)
				SELECT 1, 'Wallet ' || i, 'EUR', 1000000, 100000000 FROM generate_series(%d, %d) i ORDER BY i
				""".formatted(column, from, to)).update();
	}

	private SampleProcess start(Path classes) {
		return SampleProcess.fromClasses(classes, this.database, "--migrator.startup=none",
				"--migrator.backfills.enabled=false");
	}

	/**
	 * Somebody who places holds with one release all the time, and frees half of them.
	 */
	private static final class Client implements AutoCloseable {

		private final RestClient http;

		private final Thread thread = new Thread(this::run);

		private final AtomicInteger requests = new AtomicInteger();

		private final AtomicReference<Throwable> failure = new AtomicReference<>();

		private volatile Range wallets;

		private volatile boolean stopping;

		Client(int port, int first, int last) {
			this.http = RestClient.create("http://localhost:" + port);
			this.wallets = new Range(first, last);
			this.thread.start();
		}

		void use(int first, int last) {
			this.wallets = new Range(first, last);
		}

		private void run() {
			try {
				while (!this.stopping) {
					hold(this.wallets.any());
					this.requests.incrementAndGet();
				}
			}
			catch (Throwable ex) {
				this.failure.set(ex);
			}
		}

		private void hold(int wallet) {
			boolean kept = ThreadLocalRandom.current().nextBoolean();
			String hold = post("/wallets/" + wallet + "/holds",
					Map.of("amount", ThreadLocalRandom.current().nextInt(1, 100), "reason", kept ? "kept" : "freed"));
			if (!kept) {
				post("/holds/" + JsonPath.<Integer>read(hold, "$.id") + "/release", Map.of());
			}
		}

		private String post(String path, Map<String, ?> body) {
			return String.valueOf(this.http.post()
				.uri(path)
				.contentType(MediaType.APPLICATION_JSON)
				.body(body)
				.retrieve()
				.body(String.class));
		}

		/** Waits until it has done some more. */
		void work(int more) throws InterruptedException {
			int goal = this.requests.get() + more;
			while (this.requests.get() < goal && this.failure.get() == null) {
				Thread.sleep(10);
			}
			check();
		}

		private void check() {
			if (this.failure.get() != null) {
				throw new AssertionError("A request failed", this.failure.get());
			}
		}

		@Override
		public void close() throws InterruptedException {
			this.stopping = true;
			this.thread.join();
			check();
		}

	}

	/**
	 * Some of the wallets.
	 */
	private record Range(int first, int last) {

		int any() {
			return ThreadLocalRandom.current().nextInt(this.first, this.last + 1);
		}

	}

}
