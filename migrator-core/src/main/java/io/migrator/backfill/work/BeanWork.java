package io.migrator.backfill.work;

import java.sql.Connection;

import javax.sql.DataSource;

import io.migrator.backfill.Backfill;
import io.migrator.backfill.BackfillBatch;
import io.migrator.backfill.BackfillKey;
import io.migrator.backfill.key.RowCursor;
import org.jspecify.annotations.Nullable;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a bean work on a part of the rows.
 *
 * @param <K> the type of its keys
 */
final class BeanWork<K> implements BatchWork {

	/** What a row is called in the condition. */
	private static final String ROW = "row";

	private final Backfill<K> backfill;

	private final KeyType<K> type;

	private final JdbcClient jdbc;

	/**
	 * Creates the work.
	 * @param backfill the bean
	 * @param dataSource where the transaction's connections come from
	 */
	BeanWork(Backfill<K> backfill, DataSource dataSource) {
		this.backfill = backfill;
		this.type = KeyType.of(backfill.describe().keyType());
		this.jdbc = JdbcClient.create(dataSource);
	}

	@Override
	public long run(Connection connection, RowCursor cursor, @Nullable BackfillKey after, BackfillKey upTo)
			throws Exception {
		K first = (after != null) ? this.type.decode(after) : null;
		return this.backfill.process(new BackfillBatch<>(cursor.relation(), first, this.type.decode(upTo),
				cursor.condition(ROW, after, upTo), this.jdbc));
	}

}
