package io.migrator.schema.ddl;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;

/**
 * Any two schemas of a generated kind: the script leads from the one to the other, and
 * another one back. The seed is fixed, so that a build says of the change that it builds
 * and not of its luck; take it out and raise the tries to look for more.
 */
class SchemaPropertyTests {

	@Property(tries = 25, seed = "20261121", shrinking = ShrinkingMode.BOUNDED)
	void leadsFromAnySchemaToAnyOther(@ForAll("schemas") SchemaModel one, @ForAll("schemas") SchemaModel other)
			throws SQLException {
		new PairTests().leadsFromTheOneToTheOtherAndBack(new SchemaPair("generated", one + " to " + other, one.sql(),
				other.sql(), "", List.of("rewrites", "recreates")));
	}

	@Provide
	Arbitrary<SchemaModel> schemas() {
		Arbitrary<SchemaModel.Column> columns = Combinators
			.combine(Arbitraries.of("a", "b", "\"C d\"", "\"order\""), Arbitraries.of(SchemaModel.Type.class),
					Arbitraries.of(true, false), Arbitraries.of(SchemaModel.Extra.class),
					Arbitraries.of(SchemaModel.Index.class))
			.as(SchemaModel.Column::new);
		Arbitrary<SchemaModel.Table> tables = Combinators
			.combine(columns.list().ofMaxSize(4), Arbitraries.of(true, false), Arbitraries.integers().between(-3, 5),
					Arbitraries.of("", "one", "another"))
			.as(SchemaModel.Table::new);
		Arbitrary<SchemaModel.View> views = Combinators
			.combine(Arbitraries.integers().between(0, 2), Arbitraries.of(true, false), Arbitraries.of(true, false))
			.as(SchemaModel.View::new);
		Arbitrary<List<String>> labels = Arbitraries.of("good", "bad", "new", "odd").list().ofMaxSize(4).map((more) -> {
			List<String> all = new ArrayList<>(more);
			all.add(more.size() / 2, "ok");
			return all;
		});
		return Combinators.combine(labels, tables.list().ofMaxSize(3), views.list().ofMaxSize(3)).as(SchemaModel::new);
	}

}
