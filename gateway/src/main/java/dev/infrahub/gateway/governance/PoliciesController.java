package dev.infrahub.gateway.governance;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Refusals;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.http.Problem;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** For what language models may be used: decided here, kept to by whoever asks one. */
@RestController
@Tag(
        name = "AI governance",
        description = "What language models are used for, what that costs, and what they may be used for")
public record PoliciesController(Policies policies, Clock clock) {

    record PolicyJson(
            long id,
            String team,
            String action,
            boolean enabled,
            @Nullable Integer maxDailyCalls,
            @Nullable BigDecimal maxMonthlyCostUsd) {

        static PolicyJson of(Policy policy) {
            return new PolicyJson(
                    policy.id(),
                    policy.team(),
                    policy.action(),
                    policy.enabled(),
                    policy.maxDailyCalls().orElse(null),
                    policy.maxMonthlyCostMicros()
                            .map(micros -> BigDecimal.valueOf(micros, DecidePolicy.DECIMALS))
                            .orElse(null));
        }
    }

    record Decided(String status) {}

    @GetMapping("/api/governance/policies")
    @Needs(Permission.AI_READ)
    List<PolicyJson> list() {
        return policies.all().stream().map(PolicyJson::of).toList();
    }

    @PutMapping("/api/governance/policies")
    @Needs(Permission.AI_WRITE)
    Decided decide(@RequestBody DecidePolicy body, Caller caller, ServerWebExchange exchange) {
        if (!(caller.clients() instanceof Clients.All)) {
            throw Problem.of(
                    403,
                    "client.forbidden",
                    "A policy holds for all clients, and the credential does not belong to all of them.");
        }
        Policy policy = body.by(caller, clock.instant());
        policies.decide(policy, Refusals.allowed(exchange, caller, 200, Long.toString(policy.id())));
        return new Decided("updated");
    }
}
