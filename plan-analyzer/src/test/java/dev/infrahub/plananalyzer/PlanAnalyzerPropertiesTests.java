package dev.infrahub.plananalyzer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.findings.Severity;
import dev.infrahub.plananalyzer.domain.Policy;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class PlanAnalyzerPropertiesTests {

    @Test
    void whereNothingIsConfiguredTheDefaultPolicyHolds() {
        assertThat(policy(Map.of())).isEqualTo(Policy.DEFAULT);
    }

    @Test
    void everythingCanBeConfigured() {
        Policy policy = policy(Map.of(
                "hub.plan-analyzer.policy.production-names", "live,dr",
                "hub.plan-analyzer.policy.cab-from", "critical",
                "hub.plan-analyzer.policy.levels.high", "55",
                "hub.plan-analyzer.policy.rules[0].rule", "tls.lowered",
                "hub.plan-analyzer.policy.rules[0].severity", "high",
                "hub.plan-analyzer.policy.rules[1].rule", "plan.size",
                "hub.plan-analyzer.policy.rules[1].enabled", "false"));
        assertThat(policy.productionNames()).containsExactlyInAnyOrder("live", "dr");
        assertThat(policy.cabFrom()).isEqualTo(Severity.CRITICAL);
        assertThat(policy.levels()).isEqualTo(new Policy.Levels(25, 55, 80));
        assertThat(policy.rules())
                .containsExactly(
                        new Policy.RuleSetting("tls.lowered", true, Severity.HIGH),
                        new Policy.RuleSetting("plan.size", false, null));
    }

    @Test
    void aRuleThatDoesNotExistStopsTheStart() {
        assertThatThrownBy(() -> policy(Map.of("hub.plan-analyzer.policy.rules[0].rule", "tls.lowerd")))
                .hasStackTraceContaining("no rule tls.lowerd");
    }

    private static Policy policy(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.plan-analyzer", Bindable.of(PlanAnalyzerProperties.class))
                .policy()
                .toDomain();
    }
}
