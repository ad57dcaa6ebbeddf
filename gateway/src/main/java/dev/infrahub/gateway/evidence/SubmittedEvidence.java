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
        @Nullable String approvalSignature) {}
