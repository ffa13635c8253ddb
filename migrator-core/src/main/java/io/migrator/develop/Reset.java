package io.migrator.develop;

import java.util.List;
import java.util.Set;

import io.migrator.run.DeployResult;
import io.migrator.run.Emptied;
import io.migrator.run.Engine;

/**
 * Begins anew: takes everything out of a database and applies the migrations. For
 * development; refuses whatever says production.
 */
public final class Reset {

	private final Engine engine;

	private final List<String> names;

	private Reset(Engine engine, List<String> names) {
		this.engine = engine;
		this.names = names;
	}

	/**
	 * Prepares a reset; nothing is changed yet.
	 * @param engine works on the database
	 * @param environments the environments of the application
	 * @return the reset
	 * @throws RefusedException if anything says production
	 */
	public static Reset of(Engine engine, Set<String> environments) {
		List<String> names = engine.databaseNames();
		String sign = ProductionGuard.sign(environments, names);
		if (sign != null) {
			throw new RefusedException("This may be production: " + sign,
					"A reset is for development alone. Drop what is to go by hand if you are sure.");
		}
		return new Reset(engine, names);
	}

	/**
	 * Which database it is about.
	 * @return its name, as the server knows it
	 */
	public String database() {
		return this.names.get(1);
	}

	/**
	 * Takes everything out and applies the migrations.
	 * @return what was done
	 */
	public Result run() {
		Emptied emptied = this.engine.empty();
		return new Result(emptied, this.engine.deploy((planned) -> true));
	}

	/**
	 * What a reset did.
	 *
	 * @param emptied what was dropped and what could not be
	 * @param deployed what was applied
	 */
	public record Result(Emptied emptied, DeployResult deployed) {
	}

}
