package io.migrator.schema.ddl;

import io.migrator.schema.Difference;
import io.migrator.schema.Fact;

/**
 * For kinds that the migrator sees but cannot change: a difference is reported, never
 * skipped.
 */
final class UnsupportedRule implements Rule {

	static final UnsupportedRule INSTANCE = new UnsupportedRule();

	@Override
	public void create(Fact fact, Work work) {
		work.unsupported().add(fact.id());
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.unsupported().add(fact.id());
	}

	@Override
	public Verdict judge(Difference change, Work work) {
		return Verdict.UNSUPPORTED;
	}

}
