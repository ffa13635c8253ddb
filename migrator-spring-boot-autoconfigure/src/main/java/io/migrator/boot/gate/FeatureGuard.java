package io.migrator.boot.gate;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.migrator.gate.MigrationGate;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;

/**
 * Lets a call through if all features are open that it requires.
 */
class FeatureGuard implements MethodInterceptor {

	private final Supplier<MigrationGate> gate;

	private final Map<MethodClassKey, List<RequiresFeature>> required = new ConcurrentHashMap<>();

	FeatureGuard(Supplier<MigrationGate> gate) {
		this.gate = gate;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		Class<?> type = (target != null) ? AopUtils.getTargetClass(target) : invocation.getMethod().getDeclaringClass();
		for (RequiresFeature feature : required(invocation.getMethod(), type)) {
			if (!this.gate.get().isOpen(feature.value())) {
				throw new FeatureClosedException(feature.value(), feature.otherwise());
			}
		}
		return invocation.proceed();
	}

	private List<RequiresFeature> required(Method method, Class<?> type) {
		return this.required.computeIfAbsent(new MethodClassKey(method, type),
				(key) -> Stream.of(type, AopUtils.getMostSpecificMethod(method, type))
					.map((element) -> AnnotatedElementUtils.findMergedAnnotation(element, RequiresFeature.class))
					.filter(Objects::nonNull)
					.toList());
	}

}
