package io.migrator.boot.gate;

import java.util.function.Supplier;

import io.migrator.gate.MigrationGate;

import org.springframework.aop.framework.autoproxy.AbstractBeanFactoryAwareAdvisingPostProcessor;
import org.springframework.aop.support.ComposablePointcut;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;

/**
 * Puts a guard before all other advice, such as transactions, of beans that require a
 * feature.
 */
public class RequiresFeaturePostProcessor extends AbstractBeanFactoryAwareAdvisingPostProcessor {

	/**
	 * Creates a post-processor.
	 * @param gate the gate, asked for at the first call
	 */
	public RequiresFeaturePostProcessor(Supplier<MigrationGate> gate) {
		setBeforeExistingAdvisors(true);
		ComposablePointcut annotated = new ComposablePointcut(
				new AnnotationMatchingPointcut(RequiresFeature.class, true))
			.union(new AnnotationMatchingPointcut(null, RequiresFeature.class, true));
		this.advisor = new DefaultPointcutAdvisor(annotated, new FeatureGuard(gate));
	}

}
