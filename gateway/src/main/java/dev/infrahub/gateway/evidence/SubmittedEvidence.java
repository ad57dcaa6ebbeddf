package dev.infrahub.gateway.evidence;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller hands in, checked.
 *
 * @param claims canonical JSON by the member's name; those that were not given are not there
 */
record SubmittedEvidence(
        String changeRequestId,
        Map<String, String> claims,
        @Nullable String prUrl,
        @Nullable String approvalSignature) {

    /** Of a claim: here, in what tells a repeat, in an event, and on its way to the database. */
    private static final long BYTES_A_CHARACTER = 8;

    /** What it takes of memory until it is published. */
    long bytes() {
        return BYTES_A_CHARACTER
                * claims.values().stream().mapToLong(String::length).sum();
    }
}
