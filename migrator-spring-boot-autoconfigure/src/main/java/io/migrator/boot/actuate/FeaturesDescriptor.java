package io.migrator.boot.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * All features.
 *
 * @param features the features, in the order of their names
 */
public record FeaturesDescriptor(List<FeatureDescriptor> features) implements OperationResponseBody {

}
