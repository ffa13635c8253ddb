package io.migrator.migration;

import org.jspecify.annotations.Nullable;

/**
 * A safety rule that a script is allowed to break.
 *
 * @param rule the rule's name
 * @param why the reason given, or {@code null} if none was
 */
public record Allowance(String rule, @Nullable String why) {
}
