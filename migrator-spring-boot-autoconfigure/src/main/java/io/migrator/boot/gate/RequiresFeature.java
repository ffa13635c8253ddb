package io.migrator.boot.gate;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The method, or every method of the class, may only be called while a feature is open;
 * otherwise a {@link FeatureClosedException} is thrown. Where both are annotated both
 * features must be open. As with everything that Spring adds around methods, calls from
 * within the same object are not seen.
 */
@Target({ ElementType.TYPE, ElementType.METHOD })
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@Documented
public @interface RequiresFeature {

	/**
	 * The feature, or one requirement such as {@code backfill:collection_status}.
	 * @return its name
	 */
	String value();

	/**
	 * What a caller over HTTP is told while it is closed.
	 * @return how it is answered
	 */
	Otherwise otherwise() default Otherwise.NOT_FOUND;

	/**
	 * What a caller over HTTP is told.
	 */
	enum Otherwise {

		/** 404: as if there were nothing of the kind. */
		NOT_FOUND(404),

		/** 503, with the advice to try again later. */
		SERVICE_UNAVAILABLE(503);

		private final int status;

		Otherwise(int status) {
			this.status = status;
		}

		/**
		 * The status of the answer.
		 * @return the status code
		 */
		public int status() {
			return this.status;
		}

	}

}
