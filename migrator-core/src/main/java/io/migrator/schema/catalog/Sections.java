package io.migrator.schema.catalog;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All sections, parents before what lives on them.
 */
final class Sections {

	static final List<Section> ALL;

	static {
		List<Section> all = new ArrayList<>();
		all.add(new SchemaSection());
		all.add(new ExtensionSection());
		all.add(new CollationSection());
		all.add(new TypeSection());
		all.add(new DomainConstraintSection());
		all.add(new TableSection());
		all.add(new ForeignTableSection());
		all.add(new ViewSection());
		all.add(new ColumnSection());
		all.add(new DefaultSection());
		all.add(new SequenceSection());
		all.add(new ConstraintSection());
		all.add(new IndexSection());
		all.add(new FunctionSection());
		all.add(new AggregateSection());
		all.add(new OperatorSection());
		all.add(new OperatorFamilySection());
		all.add(new OperatorClassSection());
		all.add(new CastSection());
		all.add(new TransformSection());
		all.add(new LanguageSection());
		all.add(new AccessMethodSection());
		all.add(new ConversionSection());
		all.add(TextSearchSection.PARSERS);
		all.add(TextSearchSection.TEMPLATES);
		all.add(TextSearchSection.DICTIONARIES);
		all.add(TextSearchSection.CONFIGURATIONS);
		all.add(new RuleSection());
		all.add(new TriggerSection());
		all.add(new PolicySection());
		all.add(new EventTriggerSection());
		all.addAll(ForeignDataSection.all());
		all.add(new StatisticsSection());
		all.add(new PublicationSection());
		all.add(new PublicationTableSection());
		all.add(new PublicationSchemaSection());
		all.add(new SubscriptionSection());
		all.add(new DefaultPrivilegesSection());
		ALL = Collections.unmodifiableList(all);
	}

	private Sections() {
	}

}
