package io.migrator.sample.wallet;

import java.math.BigDecimal;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * Part of a wallet's balance that is promised.
 *
 * @param id its id
 * @param walletId the wallet
 * @param amount how much
 * @param reason what for
 * @param status what became of it
 * @param createdAt when it was placed
 * @param closedAt when it was released or captured, or {@code null} while it is open
 */
public record WalletHold(long id, long walletId, BigDecimal amount, String reason, HoldStatus status, Instant createdAt,
		@Nullable Instant closedAt) {

}
