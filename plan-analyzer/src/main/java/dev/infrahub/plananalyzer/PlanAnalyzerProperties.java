package dev.infrahub.plananalyzer;

import dev.infrahub.faults.SettingRefused;
import dev.infrahub.findings.Severity;
import dev.infrahub.plananalyzer.domain.Policy;
import dev.infrahub.workplace.Workplace;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Settings under {@code hub.plan-analyzer}; {@link Policy} refuses what makes no sense.
 *
 * @param policy how findings become a verdict
 * @param analysisMemory how much memory one analysis may take; 0 for {@value #MEMORY_PERCENT} in a hundred of the heap
 * @param longestAnalysis how long the processor works for one at most
 */
@ConfigurationProperties(prefix = "hub.plan-analyzer", ignoreUnknownFields = false)
public record PlanAnalyzerProperties(
        @DefaultValue PolicySettings policy,
        @DefaultValue("0B") DataSize analysisMemory,
        @DefaultValue("60s") Duration longestAnalysis) {

    private static final int PERCENT = 100;
    private static final int MEMORY_PERCENT = 20;

    public PlanAnalyzerProperties {
        if (analysisMemory.isNegative() || longestAnalysis.toSeconds() < 1) {
            throw new SettingRefused(
                    "HUB_ANALYSIS_MEMORY is 0 or more, and HUB_LONGEST_ANALYSIS one second or longer, such as 60s.");
        }
    }

    Workplace workplace() {
        return new Workplace(
                analysisMemory.toBytes() == 0
                        ? Runtime.getRuntime().maxMemory() / PERCENT * MEMORY_PERCENT
                        : analysisMemory.toBytes(),
                longestAnalysis);
    }

    /** As {@link Policy} describes them, with its defaults. */
    public record PolicySettings(
            @DefaultValue({"production", "prod", "prd", "live"})
            Set<String> productionNames,

            @DefaultValue("true") boolean raiseInProduction,
            @DefaultValue("low") Severity unknownSeverity,
            @DefaultValue Scores scores,
            @DefaultValue Levels levels,
            @DefaultValue("high") Severity cabFrom,
            @DefaultValue("low") Severity standardUpTo,
            @DefaultValue("false") boolean standardInProduction,
            @DefaultValue("false") boolean standardWithUnknown,
            @DefaultValue List<RuleSetting> rules) {

        Policy toDomain() {
            return new Policy(
                    productionNames,
                    raiseInProduction,
                    unknownSeverity,
                    new Policy.Scores(scores.low, scores.medium, scores.high, scores.critical),
                    new Policy.Levels(levels.medium, levels.high, levels.critical),
                    cabFrom,
                    standardUpTo,
                    standardInProduction,
                    standardWithUnknown,
                    rules.stream()
                            .map(setting -> new Policy.RuleSetting(setting.rule, setting.enabled, setting.severity))
                            .toList());
        }
    }

    /** What the gravest reason scores, by its severity. */
    public record Scores(
            @DefaultValue("5") int low,
            @DefaultValue("30") int medium,
            @DefaultValue("60") int high,
            @DefaultValue("85") int critical) {}

    /** The score at which each level begins. */
    public record Levels(
            @DefaultValue("25") int medium,
            @DefaultValue("50") int high,
            @DefaultValue("80") int critical) {}

    /** One rule that is off here, or of another severity. */
    public record RuleSetting(
            String rule,
            @DefaultValue("true") boolean enabled,
            @Nullable Severity severity) {}
}
