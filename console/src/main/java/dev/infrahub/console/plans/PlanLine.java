package dev.infrahub.console.plans;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A plan in a list. */
public record PlanLine(
        String planId,
        String client,
        String module,
        @Nullable String environment,
        @Nullable String team,
        String headline,
        String riskLevel,
        int riskScore,
        boolean requiresCab,
        Instant analyzedAt) {}
