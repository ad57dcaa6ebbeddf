package dev.infrahub.gateway.governance;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.governance.AiUsage.DayCost;
import dev.infrahub.gateway.governance.AiUsage.FeatureCost;
import dev.infrahub.gateway.governance.AiUsage.UsageSum;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What language models were used for in the last days, and what that cost. */
@RestController
@Tag(
        name = "AI governance",
        description = "What language models are used for, what that costs, and what they may be used for")
public record UsageController(AiUsage usage, Clock clock) {

    /** How often, by whom, and what came of it. */
    @GetMapping("/api/governance/usage")
    @Needs(Permission.AI_READ)
    List<UsageSum> usage(
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(required = false) @Nullable String team,
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String days,
            Caller caller) {
        return usage.sums(caller.clients(), UsageQuery.of(action, team, client, days, clock.instant()));
    }

    /** Day by day. */
    @GetMapping("/api/governance/costs")
    @Needs(Permission.AI_READ)
    List<DayCost> costs(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String days,
            Caller caller) {
        return usage.days(caller.clients(), UsageQuery.of(null, null, client, days, clock.instant()));
    }

    /** Feature by feature. */
    @GetMapping("/api/governance/features")
    @Needs(Permission.AI_READ)
    List<FeatureCost> features(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String days,
            Caller caller) {
        return usage.features(caller.clients(), UsageQuery.of(null, null, client, days, clock.instant()));
    }
}
