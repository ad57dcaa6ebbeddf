package dev.infrahub.gateway.governance;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.http.constraints.OneOf;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Digits;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A policy that is to hold from now on.
 *
 * @param maxDailyCalls as many as there are, where it is left out
 * @param maxMonthlyCostUsd whatever it costs, where it is left out
 */
record DecidePolicy(
        @NotNull String team,

        @NotNull
        @OneOf({
            "plan-summary",
            "diagnosis",
            "drift-analysis",
            "secret-triage",
            "ask",
            "embed",
            "enrich",
            "scaffold",
            "scaffold-terraform",
            "review",
            "incident",
            "chat",
            "*"
        })
        String action,

        @NotNull Boolean enabled,

        @Nullable @Min(value = 0, message = "takes 0 or more")
        Integer maxDailyCalls,

        @Nullable
        @DecimalMin(value = "0", message = DecidePolicy.DOLLARS)
        @Digits(integer = 9, fraction = DecidePolicy.DECIMALS, message = DecidePolicy.DOLLARS)
        BigDecimal maxMonthlyCostUsd) {

    static final int DECIMALS = 6;
    static final String DOLLARS = "takes US dollars: 0 to 999999999, with 6 decimals at most";

    Policy by(Caller caller, Instant now) {
        return new Policy(
                team,
                action,
                enabled,
                Optional.ofNullable(maxDailyCalls),
                Optional.ofNullable(maxMonthlyCostUsd)
                        .map(dollars -> dollars.movePointRight(DECIMALS).longValueExact()),
                caller.id(),
                now);
    }
}
