package io.migrator.history;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * A schema as it was left by a deploy, in the compact form that only the schema room can
 * read.
 *
 * @param takenAt when it was taken, by the server's clock
 * @param serverVersion the server's major version then
 * @param fingerprint of all objects
 * @param quickFingerprint what the server answered to the quick question, or {@code null}
 * if it was not asked
 * @param migration the id of the migration that was applied last, or {@code null} if none
 * was
 * @param mark of the history then, see {@link HistoryReader#readMark}
 * @param format the number of the form of the data
 * @param data the objects
 */
public record StoredSnapshot(Instant takenAt, int serverVersion, String fingerprint, @Nullable String quickFingerprint,
		@Nullable String migration, @Nullable String mark, int format, byte[] data) {

}
