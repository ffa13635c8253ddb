package io.migrator.boot.cli;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * Turns {@code java -jar app.jar migrator …} into a run of the command line, before the
 * application has begun to start. Leaves every other start alone.
 */
class MigratorRunListener implements SpringApplicationRunListener, Ordered {

	private final @Nullable CommandRun run;

	MigratorRunListener(SpringApplication application, String[] args) {
		Invocation invocation = Invocation.of(args);
		this.run = (invocation != null) ? new CommandRun(application, invocation) : null;
	}

	@Override
	public void starting(ConfigurableBootstrapContext bootstrapContext) {
		if (this.run != null) {
			this.run.parse();
		}
	}

	@Override
	public void environmentPrepared(ConfigurableBootstrapContext bootstrapContext,
			ConfigurableEnvironment environment) {
		if (this.run != null) {
			this.run.prepare(environment);
		}
	}

	@Override
	public void contextPrepared(ConfigurableApplicationContext context) {
		if (this.run != null) {
			this.run.prepare(context);
		}
	}

	@Override
	public void started(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
		if (this.run != null) {
			this.run.execute(context);
		}
	}

	@Override
	public void failed(@Nullable ConfigurableApplicationContext context, Throwable exception) {
		if (this.run != null) {
			this.run.fail(context, exception);
		}
	}

	@Override
	public int getOrder() {
		return Ordered.HIGHEST_PRECEDENCE;
	}

}
