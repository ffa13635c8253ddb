package io.migrator.gate;

import org.jspecify.annotations.Nullable;

/**
 * Where one requirement stands.
 *
 * @param requirement how it is written, such as {@code migration:20260110120000_holds}
 * @param done whether it is done now
 * @param reason what is missing, or {@code null} if nothing is
 */
public record RequirementState(String requirement, boolean done, @Nullable String reason) {

}
