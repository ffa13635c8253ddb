package io.migrator.sample.wallet;

import java.time.Instant;

/**
 * What wallets and deals belong to.
 *
 * @param id its id
 * @param name its name, unique
 * @param createdAt when it was created
 */
public record Portfolio(long id, String name, Instant createdAt) {

}
