package dev.infrahub.driftworker.domain;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * What is known of a scan besides its plan.
 *
 * @param module that was planned
 * @param exitCode of {@code terraform plan -detailed-exitcode}, where it was told: 0 nothing to do, 1 failed, 2 something to do
 * @param at when it was made, as far as is known
 * @param agreements those of the client whose module it is
 */
public record Scan(String module, OptionalInt exitCode, Instant at, Agreements agreements) {

    static final int NOTHING = 0;
    static final int FAILED = 1;

    boolean failed() {
        return exitCode.isPresent() && exitCode.getAsInt() == FAILED;
    }

    boolean saysNothing() {
        return exitCode.isPresent() && exitCode.getAsInt() == NOTHING;
    }
}
