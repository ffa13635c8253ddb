package io.migrator.boot.actuate;

import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.EndpointId;
import org.springframework.boot.actuate.endpoint.InvocationContext;
import org.springframework.boot.actuate.endpoint.OperationType;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvoker;
import org.springframework.boot.actuate.endpoint.invoke.OperationInvokerAdvisor;
import org.springframework.boot.actuate.endpoint.invoke.OperationParameters;

/**
 * Tells an operation without parameters who asks for it. As a parameter, the security
 * context would make the operation one that wants a body.
 */
class CallerAdvisor implements OperationInvokerAdvisor {

	private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

	private static final Set<EndpointId> ENDPOINTS = Set.of(EndpointId.of("migrations"));

	@Override
	public OperationInvoker apply(EndpointId endpointId, OperationType operationType, OperationParameters parameters,
			OperationInvoker invoker) {
		return (operationType == OperationType.WRITE && ENDPOINTS.contains(endpointId))
				? (context) -> invoke(context, invoker) : invoker;
	}

	private static @Nullable Object invoke(InvocationContext context, OperationInvoker invoker) {
		SecurityContext security = context.canResolve(SecurityContext.class)
				? context.resolveArgument(SecurityContext.class) : null;
		String caller = (security != null) ? Principals.name(security) : null;
		if (caller == null) {
			return invoker.invoke(context);
		}
		CALLER.set(caller);
		try {
			return invoker.invoke(context);
		}
		finally {
			CALLER.remove();
		}
	}

	/**
	 * Who asked for the operation that this thread is at.
	 * @return the name of the person, or {@code null} if nobody is logged in
	 */
	static @Nullable String caller() {
		return CALLER.get();
	}

}
