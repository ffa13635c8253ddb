package io.migrator.boot.cli;

import java.util.List;
import java.util.Set;

import io.migrator.backfill.Backfill;
import io.migrator.run.MigrationListener;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.BeanFactoryInitializer;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurationPackages;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.event.SimpleApplicationEventMulticaster;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.context.weaving.LoadTimeWeaverAware;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;

/**
 * Keeps the application's definitions, so that a data source built in code is found, but
 * takes from the refresh all that would create or start one of its beans: post
 * processors, listeners, lifecycles, and eagerness itself. Runs right after the
 * configuration classes were read.
 */
final class ApplicationTrimmer implements BeanDefinitionRegistryPostProcessor, PriorityOrdered {

	private static final List<String> POST_PROCESSORS = List.of("org.springframework.beans.",
			"org.springframework.context.annotation.", "org.springframework.boot.context.properties.",
			"org.springframework.boot.jdbc.");

	private static final List<String> UNWANTED = List.of("org.springframework.context.event.",
			"org.springframework.boot.autoconfigure.task.", "org.springframework.boot.sql.init.dependency.");

	/**
	 * What a refresh creates however lazy it is, such as an entity manager factory.
	 */
	private static final List<Class<?>> EAGER = List.of(BeanFactoryInitializer.class, LoadTimeWeaverAware.class);

	private static final Set<String> LOG = Set.of("loggingMigrationListener", "loggingBackfillListener",
			"loggingCheckListener", "backfillProgressLog");

	/** What beans of an application need that work on its database. */
	private static final List<String> POST_PROCESSORS_OF_BEANS = List.of("org.springframework.aop.",
			"org.springframework.dao.annotation.", "org.springframework.orm.jpa.", "org.springframework.transaction.");

	private final boolean terminal;

	private final boolean beans;

	/**
	 * Creates a trimmer.
	 * @param terminal whether there is a terminal
	 * @param beans whether the command runs the application's backfills, if it has any
	 */
	ApplicationTrimmer(boolean terminal, boolean beans) {
		this.terminal = terminal;
		this.beans = beans;
	}

	@Override
	public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
		trim((ConfigurableListableBeanFactory) registry, registry);
	}

	@Override
	public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
		BeanDefinitionRegistry registry = (BeanDefinitionRegistry) beanFactory;
		trim(beanFactory, registry);
		for (String name : beanFactory.getBeanDefinitionNames()) {
			beanFactory.getBeanDefinition(name).setLazyInit(true);
		}
		replace(beanFactory, registry, AbstractApplicationContext.APPLICATION_EVENT_MULTICASTER_BEAN_NAME,
				new DeafMulticaster(beanFactory));
		replace(beanFactory, registry, AbstractApplicationContext.LIFECYCLE_PROCESSOR_BEAN_NAME, new NoLifecycle());
		replace(beanFactory, registry, AbstractApplicationContext.MESSAGE_SOURCE_BEAN_NAME, new NoMessages());
	}

	private void trim(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry) {
		List<String> packages = AutoConfigurationPackages.has(beanFactory) ? AutoConfigurationPackages.get(beanFactory)
				: List.of();
		boolean keepsBeans = this.beans && !definitions(beanFactory, registry, Backfill.class).isEmpty();
		for (String name : definitions(beanFactory, registry, BeanPostProcessor.class)) {
			String type = type(beanFactory, name);
			if (!startsWithAny(type, POST_PROCESSORS)
					&& !(keepsBeans && startsWithAny(type, POST_PROCESSORS_OF_BEANS))) {
				registry.removeBeanDefinition(name);
			}
		}
		for (String name : definitions(beanFactory, registry, BeanFactoryPostProcessor.class)) {
			String type = type(beanFactory, name);
			if (startsWithAny(type, UNWANTED) || isOfApplication(beanFactory, name, type, packages)) {
				registry.removeBeanDefinition(name);
			}
		}
		if (!keepsBeans) {
			EAGER.forEach((eager) -> definitions(beanFactory, registry, eager).forEach(registry::removeBeanDefinition));
		}
		for (String name : definitions(beanFactory, registry, MigrationListener.class)) {
			if (!isOwnListener(name)) {
				registry.removeBeanDefinition(name);
			}
		}
	}

	private boolean isOwnListener(String name) {
		// On a terminal the progress line takes the place of the log
		return this.terminal ? name.equals(ConsoleProgress.BEAN_NAME) : LOG.contains(name);
	}

	private static List<String> definitions(ConfigurableListableBeanFactory beanFactory,
			BeanDefinitionRegistry registry, Class<?> type) {
		return List.of(beanFactory.getBeanNamesForType(type, true, false))
			.stream()
			.map(BeanFactoryUtils::transformedBeanName)
			.distinct()
			.filter(registry::containsBeanDefinition)
			.toList();
	}

	private static String type(ConfigurableListableBeanFactory beanFactory, String name) {
		Class<?> type = beanFactory.getType(name, false);
		return (type != null) ? type.getName() : "";
	}

	/**
	 * Whether a bean is the application's own: by its class, or, where that does not tell
	 * since it is one of Spring's interfaces, by the class that declares it.
	 */
	private static boolean isOfApplication(ConfigurableListableBeanFactory beanFactory, String name, String type,
			List<String> packages) {
		if (startsWithAny(type, packages)) {
			return true;
		}
		boolean anInterface = type.equals(BeanFactoryPostProcessor.class.getName())
				|| type.equals(BeanDefinitionRegistryPostProcessor.class.getName());
		String declaring = declaringClass(beanFactory.getBeanDefinition(name));
		return anInterface && declaring != null && startsWithAny(declaring, packages);
	}

	private static @Nullable String declaringClass(BeanDefinition definition) {
		if (definition instanceof AnnotatedBeanDefinition annotated && annotated.getFactoryMethodMetadata() != null) {
			return annotated.getFactoryMethodMetadata().getDeclaringClassName();
		}
		return null;
	}

	private static boolean startsWithAny(String name, List<String> prefixes) {
		return prefixes.stream().anyMatch(name::startsWith);
	}

	private static void replace(ConfigurableListableBeanFactory beanFactory, BeanDefinitionRegistry registry,
			String name, Object singleton) {
		if (registry.containsBeanDefinition(name)) {
			registry.removeBeanDefinition(name);
		}
		beanFactory.registerSingleton(name, singleton);
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	/**
	 * Hears no bean of the application.
	 */
	private static final class DeafMulticaster extends SimpleApplicationEventMulticaster {

		DeafMulticaster(ConfigurableListableBeanFactory beanFactory) {
			super(beanFactory);
		}

		@Override
		public void addApplicationListenerBean(String listenerBeanName) {
		}

	}

	/**
	 * Starts nothing.
	 */
	private static final class NoLifecycle implements LifecycleProcessor {

		@Override
		public void onRefresh() {
		}

		@Override
		public void onClose() {
		}

		@Override
		public void start() {
		}

		@Override
		public void stop() {
		}

		@Override
		public boolean isRunning() {
			return false;
		}

	}

}
