package io.migrator.boot.cli;

import java.io.PrintStream;
import java.io.PrintWriter;

import io.migrator.error.ExitCodes;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.util.Assert;

/**
 * One run of the command line, from the arguments to the exit of the process. Standard
 * output is kept for the answer; whatever else is printed goes to standard error.
 */
final class CommandRun {

	private final SpringApplication application;

	private final Invocation invocation;

	private final PrintStream stdout;

	private @Nullable AnyCommand command;

	CommandRun(SpringApplication application, Invocation invocation) {
		this.application = application;
		this.invocation = invocation;
		this.stdout = System.out;
	}

	/**
	 * Reads the arguments, answers at once if that is all there is to do, and makes the
	 * application one without web server, banner and restarts.
	 */
	void parse() {
		System.setOut(System.err);
		System.setProperty("spring.devtools.restart.enabled", "false");
		this.command = parseCommand();
		this.application.setWebApplicationType(WebApplicationType.NONE);
		this.application.setBannerMode(Banner.Mode.OFF);
		this.application.setLogStartupInfo(false);
		this.application.setListeners(
				this.application.getListeners().stream().filter((listener) -> !isPreinitializer(listener)).toList());
	}

	/**
	 * Whether a listener warms up in the background what a whole application needs, such
	 * as Jackson.
	 */
	private static boolean isPreinitializer(ApplicationListener<?> listener) {
		return listener.getClass().getSimpleName().startsWith("BackgroundPreinitializ");
	}

	private AnyCommand parseCommand() {
		CommandLine commandLine = RootCommand.reading(this.invocation.arguments());
		commandLine.setOut(new PrintWriter(this.stdout, true));
		String[] arguments = this.invocation.arguments().toArray(String[]::new);
		try {
			ParseResult result = commandLine.parseArgs(arguments);
			if (CommandLine.executeHelpRequest(result) != null) {
				exit(ExitCodes.DONE);
			}
			ParseResult last = result;
			while (last.subcommand() != null) {
				last = last.subcommand();
			}
			if (last.commandSpec().userObject() instanceof AnyCommand named) {
				return named;
			}
			throw new ParameterException(last.commandSpec().commandLine(), "Missing command");
		}
		catch (ParameterException ex) {
			System.err.println("migrator: " + ex.getMessage());
			System.err.println();
			ex.getCommandLine().usage(System.err);
			if (this.invocation.arguments().contains("--json")) {
				Output.json(this.stdout)
					.error(String.valueOf(ex.getMessage()), null, "See 'migrator --help'.", ExitCodes.USAGE);
			}
			exit(ExitCodes.USAGE);
			throw ex;
		}
	}

	/**
	 * Gives the application the properties of a command.
	 * @param environment the environment
	 */
	void prepare(ConfigurableEnvironment environment) {
		CommandEnvironment.apply(environment, command().usesBeans());
	}

	/**
	 * Runs a command that needs no database, or sees to it that the context will hold
	 * nothing that a command does not need.
	 * @param context the context, before any source is loaded
	 */
	void prepare(ConfigurableApplicationContext context) {
		prepare(context.getEnvironment());
		AnyCommand command = command();
		if (command instanceof OfflineCommand offline && offline.isOffline()) {
			exit(run(context, (output) -> offline.run(context, output)));
		}
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) context.getBeanFactory();
		boolean terminal = Terminal.isPresent();
		registry.registerBeanDefinition("migratorApplicationTrimmer", new RootBeanDefinition(ApplicationTrimmer.class,
				() -> new ApplicationTrimmer(terminal, command.usesBeans())));
		if (terminal) {
			registry.registerBeanDefinition(ConsoleProgress.BEAN_NAME,
					new RootBeanDefinition(ConsoleProgress.class, () -> new ConsoleProgress(System.err)));
		}
	}

	void execute(ConfigurableApplicationContext context) {
		exit(run(context, (output) -> command().run(context, output)));
	}

	void fail(@Nullable ConfigurableApplicationContext context, Throwable failure) {
		exit(errorReport(context).report(failure));
	}

	private int run(ConfigurableApplicationContext context, Action action) {
		try {
			return action.run(output());
		}
		catch (Exception ex) {
			return errorReport(context).report(ex);
		}
	}

	private Output output() {
		return command().json ? Output.json(this.stdout) : Output.text(this.stdout);
	}

	private ErrorReport errorReport(@Nullable ConfigurableApplicationContext context) {
		return new ErrorReport(output(), command().stackTrace, context);
	}

	private AnyCommand command() {
		Assert.state(this.command != null, "Arguments were not parsed");
		return this.command;
	}

	private void exit(int code) {
		this.stdout.flush();
		System.err.flush();
		System.exit(code);
	}

	/**
	 * What a command does.
	 */
	@FunctionalInterface
	private interface Action {

		int run(Output output);

	}

}
