package io.migrator.boot.togglz;

import java.util.stream.Stream;

import io.migrator.gate.MigrationGate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.togglz.core.activation.Parameter;
import org.togglz.core.activation.ParameterBuilder;
import org.togglz.core.repository.FeatureState;
import org.togglz.core.spi.ActivationStrategy;
import org.togglz.core.user.FeatureUser;

/**
 * Activates a feature of Togglz while all that it names is open: features of the
 * migrator, and requirements such as {@code backfill:collection_status}.
 */
public final class MigratorActivationStrategy implements ActivationStrategy {

	/** What it is called where features are configured. */
	public static final String ID = "migrator";

	/** What must be open, separated by commas. */
	public static final String REQUIRES = "requires";

	private static final Logger logger = LoggerFactory.getLogger(MigratorActivationStrategy.class);

	private final MigrationGate gate;

	/**
	 * Creates a strategy.
	 * @param gate who knows
	 */
	public MigratorActivationStrategy(MigrationGate gate) {
		this.gate = gate;
	}

	@Override
	public String getId() {
		return ID;
	}

	@Override
	public String getName() {
		return "Done in the database";
	}

	@Override
	public boolean isActive(FeatureState state, @Nullable FeatureUser user) {
		String requires = state.getParameter(REQUIRES);
		return requires != null && !requires.isBlank()
				&& Stream.of(requires.split(",")).map(String::strip).allMatch(this::isOpen);
	}

	/** What is written in a console must not bring down who asks. */
	private boolean isOpen(String name) {
		try {
			return this.gate.isOpen(name);
		}
		catch (RuntimeException ex) {
			logger.debug("Closed, since nobody knows it: {}", name, ex);
			return false;
		}
	}

	@Override
	public Parameter[] getParameters() {
		return new Parameter[] { ParameterBuilder.create(REQUIRES)
			.label("Requires")
			.description("Features of the migrator, or migration:<id>, backfill:<name>, check:<name>; "
					+ "separated by commas") };
	}

}
