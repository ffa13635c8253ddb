package io.migrator.schema.ddl;

import java.util.List;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * The columns of views, which come and go with what the view selects.
 */
final class ViewColumnRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		// Made by the view's own statement
	}

	@Override
	public void drop(Fact fact, Work work) {
		// Dropped by the view's own statement
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.ALTER;
	}

	@Override
	public void alter(Fact before, Fact after, List<String> attributes, Work work) {
		// Its view is replaced
	}

}
