package io.migrator.schema.ddl;

import io.migrator.schema.Fact;
import io.migrator.schema.Names;

/**
 * Schemas.
 */
final class SchemaRule implements Rule {

	@Override
	public void create(Fact fact, Work work) {
		work.create(fact, "CREATE SCHEMA " + Names.quote(fact.id().name()));
	}

	@Override
	public void drop(Fact fact, Work work) {
		work.drop(fact, "DROP SCHEMA " + Names.quote(fact.id().name()));
	}

}
