package io.migrator.schema.ddl;

import java.util.EnumMap;
import java.util.Map;

import io.migrator.schema.Kind;

/**
 * Which rule is whose.
 */
final class Rules {

	private static final Map<Kind, Rule> RULES = new EnumMap<>(Kind.class);

	static {
		RULES.put(Kind.SCHEMA, new SchemaRule());
		RULES.put(Kind.EXTENSION, new ExtensionRule());
		RULES.put(Kind.COLLATION, new CollationRule());
		RULES.put(Kind.ENUM, new EnumRule());
		RULES.put(Kind.COMPOSITE, new CompositeRule());
		RULES.put(Kind.RANGE, new RangeRule());
		RULES.put(Kind.DOMAIN, new DomainRule());
		RULES.put(Kind.DOMAIN_CONSTRAINT, new DomainConstraintRule());
		RULES.put(Kind.TABLE, new TableRule());
		RULES.put(Kind.COLUMN, new ColumnRule());
		RULES.put(Kind.DEFAULT, new DefaultRule());
		RULES.put(Kind.CONSTRAINT, new ConstraintRule());
		RULES.put(Kind.INDEX, new IndexRule());
		RULES.put(Kind.SEQUENCE, new SequenceRule());
		RULES.put(Kind.DEFAULT_PRIVILEGES, new DefaultPrivileges());
		RULES.put(Kind.FOREIGN_DATA_WRAPPER, new ForeignDataRule());
		RULES.put(Kind.FOREIGN_TABLE, new ForeignTableRule());
		RULES.put(Kind.SERVER, new ForeignDataRule());
		RULES.put(Kind.USER_MAPPING, new ForeignDataRule());
		RULES.put(Kind.PUBLICATION, new PublicationRule());
		RULES.put(Kind.PUBLICATION_SCHEMA, new PublicationMemberRule());
		RULES.put(Kind.PUBLICATION_TABLE, new PublicationMemberRule());
		RULES.put(Kind.SUBSCRIPTION, new SubscriptionRule());
		RULES.put(Kind.STATISTICS, new StatisticsRule());
		RULES.put(Kind.VIEW, new ViewRule());
		RULES.put(Kind.MATERIALIZED_VIEW, new ViewRule());
		RULES.put(Kind.VIEW_COLUMN, new ViewColumnRule());
		RULES.put(Kind.FUNCTION, new FunctionRule());
		RULES.put(Kind.AGGREGATE, new AggregateRule());
		RULES.put(Kind.OPERATOR, new OperatorRule());
		RULES.put(Kind.OPERATOR_FAMILY, new OperatorFamilyRule());
		RULES.put(Kind.OPERATOR_CLASS, new OperatorClassRule());
		RULES.put(Kind.CAST, new DefinedRule(false));
		RULES.put(Kind.TRANSFORM, new DefinedRule(true));
		RULES.put(Kind.LANGUAGE, new DefinedRule(true));
		RULES.put(Kind.ACCESS_METHOD, new DefinedRule(false));
		RULES.put(Kind.CONVERSION, new DefinedRule(false));
		RULES.put(Kind.TEXT_SEARCH_PARSER, new DefinedRule(false));
		RULES.put(Kind.TEXT_SEARCH_TEMPLATE, new DefinedRule(false));
		RULES.put(Kind.TEXT_SEARCH_DICTIONARY, new TextSearchDictionaryRule());
		RULES.put(Kind.TEXT_SEARCH_CONFIGURATION, new TextSearchConfigurationRule());
		RULES.put(Kind.TRIGGER, new AttachedRule());
		RULES.put(Kind.RULE, new AttachedRule());
		RULES.put(Kind.POLICY, new PolicyRule());
		RULES.put(Kind.EVENT_TRIGGER, new EventTriggerRule());
	}

	private Rules() {
	}

	static Rule of(Kind kind) {
		return RULES.getOrDefault(kind, UnsupportedRule.INSTANCE);
	}

}
