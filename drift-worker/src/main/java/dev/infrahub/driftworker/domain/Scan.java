package dev.infrahub.driftworker.domain;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What is known of a scan besides its plan.
 *
 * @param module that was planned
 * @param exitCode of {@code terraform plan -detailed-exitcode}, where it was told: 0 nothing to do, 2 something to do, any other failed
 * @param at when it was made, as far as is known
 * @param agreements those of the client whose module it is
 */
public record Scan(String module, OptionalInt exitCode, Instant at, Agreements agreements) {

    private static final int NOTHING = 0;
    private static final int SOMETHING = 2;

    boolean failed() {
        return exitCode.isPresent() && exitCode.getAsInt() != NOTHING && exitCode.getAsInt() != SOMETHING;
    }

    boolean saysSomething() {
        return exitCode.isPresent() && exitCode.getAsInt() == SOMETHING;
    }

    boolean saysNothing() {
        return exitCode.isPresent() && exitCode.getAsInt() == NOTHING;
    }
}
