package dev.infrahub.gateway.domain;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An analysed plan: what lists show of it, and the three answers as JSON. */
public record PlanView(Header header, String summary, String risk, String rollback) {

    /** What lists show. */
    public record Header(
            UUID planId,
            String client,
            String module,
            @Nullable String environment,
            @Nullable String team,
            @Nullable String prUrl,
            @Nullable String commit,
            @Nullable String runUrl,
            String planHash,
            @Nullable String fingerprint,
            String headline,
            String riskLevel,
            int riskScore,
            boolean requiresCab,
            Instant analyzedAt) {}

    /** Which plans a list shows; the newest first. */
    public record Filter(
            Optional<String> client,
            Optional<String> module,
            Optional<String> environment,
            Optional<String> riskLevel,
            Optional<Instant> before,
            int limit) {}

    /**
     * The answer that an operation of this kind gives.
     *
     * @throws IllegalArgumentException for an operation that asks nothing about a plan
     */
    public String answer(OperationKind kind) {
        return switch (kind) {
            case SUMMARIZE_PLAN -> summary;
            case RISK_ASSESSMENT -> risk;
            case ROLLBACK_PLAN -> rollback;
            default -> throw new IllegalArgumentException(kind + " asks nothing about a plan");
        };
    }
}
