package dev.infrahub.gateway.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compliance report as the cab-signer seals it, for OpenAPI. */
record ShownReport(
        String type,
        String client,
        @Nullable String module,
        Period period,
        String compiledBy,
        String compiledByName,
        Instant compiledAt,
        Map<String, Object> log,
        Map<String, Object> totals,
        Map<String, Object> byRisk,
        List<Map<String, Object>> approvals,
        ReportSeal seal) {

    record Period(@Nullable Instant from, Instant to) {}

    record ReportSeal(String signature, String algorithm, String publicKey) {}
}
