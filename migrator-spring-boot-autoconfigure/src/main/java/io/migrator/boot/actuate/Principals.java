package io.migrator.boot.actuate;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.SecurityContext;

/**
 * Who asked for an operation.
 */
final class Principals {

	private Principals() {
	}

	/**
	 * The name of the person, for the audit log.
	 * @param context what is known of the request
	 * @return the name, or {@code null} if nobody is logged in
	 */
	static @Nullable String name(SecurityContext context) {
		Principal principal = context.getPrincipal();
		return (principal != null) ? principal.getName() : null;
	}

}
