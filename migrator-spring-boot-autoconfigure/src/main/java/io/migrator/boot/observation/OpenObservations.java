package io.migrator.boot.observation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What each thread has begun and not yet ended, nested. Whatever is left open within what
 * ends is ended with it.
 */
final class OpenObservations {

	private final ThreadLocal<Deque<Open<?>>> open = new ThreadLocal<>();

	<C extends MigratorObservationContext> void begin(Observation observation, C context) {
		Deque<Open<?>> stack = this.open.get();
		if (stack == null) {
			stack = new ArrayDeque<>();
			this.open.set(stack);
		}
		observation.start();
		stack.push(new Open<>(observation, context, observation.openScope()));
	}

	/**
	 * Finds what this thread has begun.
	 * @param <C> what is known of it
	 * @param type what is known of it
	 * @param wanted which one
	 * @return the innermost, or {@code null} if there is none
	 */
	@SuppressWarnings("unchecked")
	<C extends MigratorObservationContext> @Nullable Open<C> find(Class<C> type, Predicate<C> wanted) {
		Deque<Open<?>> stack = this.open.get();
		if (stack != null) {
			for (Open<?> candidate : stack) {
				if (type.isInstance(candidate.context()) && wanted.test((C) candidate.context())) {
					return (Open<C>) candidate;
				}
			}
		}
		return null;
	}

	/**
	 * Ends what this thread has begun, and what is nested in it; does nothing if it has
	 * begun no such thing.
	 * @param <C> what is known of it
	 * @param type what is known of it
	 * @param wanted which one
	 * @param failure why it ends, or {@code null} if all is well
	 * @param last learns what only the end tells
	 */
	<C extends MigratorObservationContext> void end(Class<C> type, Predicate<C> wanted, @Nullable Throwable failure,
			Consumer<C> last) {
		Open<C> ended = find(type, wanted);
		Deque<Open<?>> stack = this.open.get();
		if (ended == null || stack == null) {
			return;
		}
		last.accept(ended.context());
		Open<?> innermost;
		do {
			innermost = stack.pop();
			innermost.end(failure);
		}
		while (innermost != ended);
		if (stack.isEmpty()) {
			this.open.remove();
		}
	}

	/**
	 * An observation that goes on.
	 *
	 * @param <C> what is known of it
	 * @param observation the observation
	 * @param context what is known of it
	 * @param scope makes it the current one of its thread
	 */
	record Open<C extends MigratorObservationContext>(Observation observation, C context, Observation.Scope scope) {

		void end(@Nullable Throwable failure) {
			try {
				this.scope.close();
			}
			finally {
				if (failure != null) {
					this.observation.error(failure);
				}
				this.observation.stop();
			}
		}

	}

}
