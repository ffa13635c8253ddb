package io.migrator.sample.funding;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Which wallet pays which part of a deal.
 *
 * @param id its id
 * @param dealId the deal
 * @param walletId the wallet
 * @param amount how much
 * @param collectionStatus how far its collection has come
 * @param walletHoldId the hold on the wallet, or {@code null} if there is none
 * @param collectedAt when it was collected, or {@code null} if it was not
 */
public record FundingCoverage(long id, long dealId, long walletId, BigDecimal amount, CollectionStatus collectionStatus,
		@Nullable Long walletHoldId, @Nullable Instant collectedAt) {

}
