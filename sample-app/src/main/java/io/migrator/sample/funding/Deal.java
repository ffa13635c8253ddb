package io.migrator.sample.funding;

import java.math.BigDecimal;

/**
 * Something that is to be funded.
 *
 * @param id its id
 * @param portfolioId the portfolio it belongs to
 * @param reference its name to the outside, unique
 * @param currency three capital letters
 * @param fundingTarget how much it takes
 * @param covered how much of it coverages promise
 * @param collected how much of it was collected
 */
public record Deal(long id, long portfolioId, String reference, String currency, BigDecimal fundingTarget,
		BigDecimal covered, BigDecimal collected) {

}
