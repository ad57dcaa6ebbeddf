package dev.infrahub.console.proof;

import org.jspecify.annotations.Nullable;

/** The newest verified head, as {@code GET /api/cab/log} shows it; none of a log that is empty. */
public record Log(@Nullable Head head) {}
