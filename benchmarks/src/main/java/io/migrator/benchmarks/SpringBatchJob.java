package io.migrator.benchmarks;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.JdbcPagingItemReader;
import org.springframework.batch.infrastructure.item.database.Order;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.database.builder.JdbcPagingItemReaderBuilder;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.init.DatabasePopulatorUtils;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * A chunk job of Spring Batch that keeps its progress in the database: reads pages along
 * the key, computes in the application, and writes each chunk with batched statements.
 */
final class SpringBatchJob {

	private final DataSource dataSource;

	private final PlatformTransactionManager transactions;

	private final JobRepository repository;

	private int jobs;

	SpringBatchJob(DataSource dataSource) throws Exception {
		this.dataSource = dataSource;
		this.transactions = new DataSourceTransactionManager(dataSource);
		DatabasePopulatorUtils.execute(new ResourceDatabasePopulator(
				new ClassPathResource("org/springframework/batch/core/schema-postgresql.sql")), dataSource);
		JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
		factory.setDataSource(dataSource);
		factory.setTransactionManager(this.transactions);
		factory.afterPropertiesSet();
		this.repository = factory.getObject();
	}

	/**
	 * Fills the column.
	 * @param table the table
	 * @param size rows of a chunk
	 * @param atMost when to give up
	 * @throws Exception if it fails
	 */
	void run(String table, int size, Duration atMost) throws Exception {
		Job job = new JobBuilder("fill", this.repository).start(step(table, size, System.nanoTime() + atMost.toNanos()))
			.build();
		TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
		operator.setJobRepository(this.repository);
		operator.setJobRegistry(new MapJobRegistry());
		operator.afterPropertiesSet();
		JobExecution execution = operator.start(job,
				new JobParametersBuilder().addLong("number", (long) ++this.jobs).toJobParameters());
		if (execution.getStatus() != BatchStatus.COMPLETED) {
			throw new IllegalStateException(execution.getAllFailureExceptions().toString());
		}
	}

	private Step step(String table, int size, long end) throws Exception {
		JdbcPagingItemReader<Account> reader = new JdbcPagingItemReaderBuilder<Account>().name("accounts")
			.dataSource(this.dataSource)
			.selectClause("SELECT id, balance")
			.fromClause("FROM " + table)
			.sortKeys(Map.of("id", Order.ASCENDING))
			.pageSize(size)
			.rowMapper((row, number) -> new Account(row.getObject(1), row.getBigDecimal(2), 0))
			.build();
		reader.afterPropertiesSet();
		JdbcBatchItemWriter<Account> writer = new JdbcBatchItemWriterBuilder<Account>().dataSource(this.dataSource)
			.sql("UPDATE " + table + " SET cents = ? WHERE id = ?")
			.itemPreparedStatementSetter(SpringBatchJob::set)
			.build();
		writer.afterPropertiesSet();
		return new StepBuilder("accounts", this.repository).<Account, Account>chunk(size)
			.transactionManager(this.transactions)
			.reader(() -> (System.nanoTime() < end) ? reader.read() : null)
			.stream(reader)
			.processor(Account::filled)
			.writer((chunk) -> write(writer, chunk))
			.build();
	}

	private static void write(JdbcBatchItemWriter<Account> writer, Chunk<? extends Account> chunk) throws Exception {
		long start = System.nanoTime();
		writer.write(new Chunk<>(List.copyOf(chunk.getItems())));
		BackfillMain.print(chunk.size(), System.nanoTime() - start);
	}

	private static void set(Account account, PreparedStatement statement) throws SQLException {
		statement.setLong(1, account.cents());
		statement.setObject(2, account.id());
	}

	/**
	 * A row.
	 *
	 * @param id its key
	 * @param balance what there is
	 * @param cents what is to be filled
	 */
	private record Account(Object id, BigDecimal balance, long cents) {

		Account filled() {
			return new Account(this.id, this.balance,
					this.balance.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact());
		}

	}

}
