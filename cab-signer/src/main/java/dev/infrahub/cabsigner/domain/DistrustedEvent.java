package dev.infrahub.cabsigner.domain;

import org.jspecify.annotations.Nullable;

/**
 * A record of a topic that gives power that was not believed; nothing of what it says.
 *
 * @param code {@code event.unsigned}, {@code .forged}, {@code .stale} or {@code .repeated}
 * @param claimedId the event's id, as it claims
 * @param claimedKey the id of the key that it is signed with, as it claims
 * @param valueHash SHA-256 of its value, in hex
 */
public record DistrustedEvent(
        String topic,
        int partition,
        long offset,
        String code,
        @Nullable String claimedId,
        @Nullable String claimedKey,
        String valueHash) {}
