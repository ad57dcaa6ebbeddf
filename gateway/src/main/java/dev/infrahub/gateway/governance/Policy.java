package dev.infrahub.gateway.governance;

import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.AiPolicyDecided;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * For what a language model may be used.
 *
 * @param team {@code *} for all of them together
 * @param action {@code *} for all of them together
 * @param maxMonthlyCostMicros in millionths of a US dollar
 * @param decidedAt later than whatever was decided of the same before, whoever's clock is late
 */
record Policy(
        String team,
        String action,
        boolean enabled,
        Optional<Integer> maxDailyCalls,
        Optional<Long> maxMonthlyCostMicros,
        String decidedBy,
        Instant decidedAt) {

    /** Leaves 52 bits, which JavaScript can count. */
    private static final int OTHER_BITS = 12;

    Policy {
        decidedAt = decidedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** The same for the same team and action. */
    long id() {
        return ByteBuffer.wrap(Digest.sha256(key().getBytes(StandardCharsets.UTF_8)))
                        .getLong()
                >>> OTHER_BITS;
    }

    /** No action has a slash. */
    String key() {
        return team + "/" + action;
    }

    Policy after(Instant before) {
        return decidedAt.isAfter(before) ? this : at(before.plusMillis(1));
    }

    private Policy at(Instant time) {
        return new Policy(team, action, enabled, maxDailyCalls, maxMonthlyCostMicros, decidedBy, time);
    }

    AiPolicyDecided event() {
        return AiPolicyDecided.newBuilder()
                .setTeam(team)
                .setAction(action)
                .setEnabled(enabled)
                .setMaxDailyCalls(maxDailyCalls.orElse(null))
                .setMaxMonthlyCostMicros(maxMonthlyCostMicros.orElse(null))
                .setDecidedBy(decidedBy)
                .setDecidedAt(decidedAt)
                .build();
    }
}
