package io.migrator.boot;

import javax.sql.DataSource;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/**
 * Puts the gate before the application's data source, if migrations run in the
 * background: the only or primary one, and the one marked for the migrator. Others lead
 * elsewhere, and are left alone.
 */
final class GatedDataSourcePostProcessor implements BeanPostProcessor {

	private final ConfigurableListableBeanFactory beanFactory;

	private final ObjectProvider<SchemaGate> gate;

	GatedDataSourcePostProcessor(ConfigurableListableBeanFactory beanFactory, ObjectProvider<SchemaGate> gate) {
		this.beanFactory = beanFactory;
		this.gate = gate;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof DataSource dataSource && this.gate.getObject().isEnabled() && isGated(beanName)) {
			return new GatedDataSource(dataSource, this.gate.getObject());
		}
		return bean;
	}

	private boolean isGated(String name) {
		if (this.beanFactory.getBeanNamesForType(DataSource.class, true, false).length <= 1
				|| this.beanFactory.findAnnotationOnBean(name, MigratorDataSource.class, false) != null) {
			return true;
		}
		return this.beanFactory.containsBeanDefinition(name)
				&& this.beanFactory.getMergedBeanDefinition(name).isPrimary();
	}

}
