package io.migrator.scaffold;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

import io.migrator.scaffold.Scaffold.Stage;
import io.migrator.scaffold.ScaffoldRequest.RenameColumn;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RenameColumnTests {

	private static final RenameColumn REQUEST = new RenameColumn("wallets", "bal_avail", "balance_available_cents");

	private final ScaffoldWorkspace workspace = new ScaffoldWorkspace();

	@AfterEach
	void close() {
		this.workspace.close();
	}

	@Test
	void writesTheWholeSet() {
		wallets("bal_avail bigint NOT NULL DEFAULT 0 CHECK (bal_avail >= 0)");
		Scaffold scaffold = this.workspace.write(REQUEST);
		assertThat(scaffold.steps()).extracting(Stage::phase)
			.containsExactly(Phase.EXPAND, Phase.BACKFILL, Phase.SWITCH, Phase.VALIDATE, Phase.CONTRACT);
		assertThat(ScaffoldWorkspace.text(scaffold, Phase.EXPAND)).contains("""
				ALTER TABLE public.wallets ADD COLUMN balance_available_cents bigint;
				ALTER TABLE public.wallets ALTER COLUMN balance_available_cents SET DEFAULT 0;
				""", """
				ALTER TABLE public.wallets ADD CONSTRAINT wallets_balance_available_cents_filled
				    CHECK (balance_available_cents IS NOT NULL) NOT VALID;
				""");
		String expand = scaffold.steps().get(0).id();
		assertThat(ScaffoldWorkspace.text(scaffold, Phase.BACKFILL)).endsWith(
				"""
						-- migrator: after=%s
						-- migrator: verify=SELECT id FROM public.wallets WHERE balance_available_cents IS DISTINCT FROM bal_avail
						-- migrator: validate=wallets_balance_available_cents_filled

						UPDATE public.wallets
						SET balance_available_cents = bal_avail
						WHERE balance_available_cents IS DISTINCT FROM bal_avail;
						"""
					.formatted(expand));
		assertThat(ScaffoldWorkspace.text(scaffold, Phase.CONTRACT))
			.contains("-- migrator: requires-backfill=rename_wallets_bal_avail\n-- migrator: requires-approval\n")
			.endsWith("ALTER TABLE public.wallets DROP COLUMN bal_avail;\n");
	}

	@Test
	void neitherVersionLosesAWriteInAnyStep() throws Exception {
		wallets("bal_avail bigint NOT NULL DEFAULT 0 CHECK (bal_avail >= 0)");
		this.workspace.jdbc()
			.sql("INSERT INTO wallets (name, bal_avail) SELECT 'wallet ' || i, i FROM generate_series(1, 50) i")
			.update();
		Scaffold scaffold = this.workspace.write(REQUEST);
		AtomicLong expected = new AtomicLong(50 * 51 / 2);
		Version old = Version.start("old", this.workspace.workspace().database().dataSource(),
				(connection) -> write(connection, "bal_avail", expected));
		old.work(20);
		take(scaffold, Phase.EXPAND);
		Version young = Version.start("new", this.workspace.workspace().database().dataSource(),
				(connection) -> write(connection, "balance_available_cents", expected));
		for (Phase phase : List.of(Phase.BACKFILL, Phase.SWITCH, Phase.VALIDATE)) {
			old.work(50);
			young.work(50);
			take(scaffold, phase);
		}
		old.work(50);
		young.work(50);
		old.close();
		assertThat(count("SELECT count(*) FROM wallets WHERE bal_avail IS DISTINCT FROM balance_available_cents"))
			.isZero();
		take(scaffold, Phase.CONTRACT);
		young.work(50);
		young.close();
		assertThat(count("SELECT sum(balance_available_cents) FROM wallets")).isEqualTo(expected.get());
	}

	/** Inserts a wallet, or adds to one and reads back what came of it. */
	private static void write(Connection connection, String column, AtomicLong expected) throws SQLException {
		ThreadLocalRandom random = ThreadLocalRandom.current();
		int amount = random.nextInt(1, 1000);
		if (random.nextInt(5) == 0) {
			try (PreparedStatement insert = connection
				.prepareStatement("INSERT INTO wallets (name, " + column + ") VALUES (?, ?) RETURNING " + column)) {
				insert.setString(1, "new");
				insert.setInt(2, amount);
				assertThat(single(insert)).isEqualTo(amount);
				expected.addAndGet(amount);
			}
			return;
		}
		try (PreparedStatement update = connection.prepareStatement("UPDATE wallets SET " + column + " = " + column
				+ " + ? WHERE id = ? AND " + column + " IS NOT NULL RETURNING " + column)) {
			update.setInt(1, amount);
			update.setInt(2, random.nextInt(1, 60));
			if (single(update) != null) {
				expected.addAndGet(amount);
			}
		}
	}

	private static Long single(PreparedStatement statement) throws SQLException {
		try (ResultSet row = statement.executeQuery()) {
			return row.next() ? row.getLong(1) : null;
		}
	}

	private void take(Scaffold scaffold, Phase phase) {
		scaffold.steps().stream().filter((stage) -> stage.phase() == phase).forEach(this.workspace::take);
	}

	private long count(String sql) {
		return this.workspace.jdbc().sql(sql).query(Long.class).single();
	}

	private void wallets(String column) {
		this.workspace.migration("20260101000000_wallets", """
				CREATE TABLE wallets (
				    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
				    name text NOT NULL,
				    %s
				);
				""".formatted(column));
		this.workspace.deploy();
	}

}
