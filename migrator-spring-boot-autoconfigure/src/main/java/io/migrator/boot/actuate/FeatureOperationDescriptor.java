package io.migrator.boot.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * What came of an operation on a feature.
 *
 * @param operation the operation
 * @param feature the feature after it, or {@code null} if it failed
 * @param failure why it was not done, or {@code null}
 */
public record FeatureOperationDescriptor(String operation, @Nullable FeatureDescriptor feature,
		@Nullable FailureDescriptor failure) implements OperationResponseBody {

}
