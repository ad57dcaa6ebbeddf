package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How findings become a verdict: what an organisation decides for itself.
 *
 * @param productionNames environments that are production, in whatever case
 * @param raiseInProduction whether reasons from medium on count one level higher in production
 * @param unknownSeverity how grave it is that a rule cannot tell before apply
 * @param scores what the gravest reason scores by its severity
 * @param levels the score at which each level begins; below the first is low
 * @param cabFrom the level from which the change board must decide
 * @param standardUpTo the highest level of a standard change
 * @param standardInProduction whether a change to production may be a standard one
 * @param standardWithUnknown whether a change may be a standard one while a rule cannot tell
 * @param rules rules that are off here, or of another severity
 */
public record Policy(
        Set<String> productionNames,
        boolean raiseInProduction,
        Severity unknownSeverity,
        Scores scores,
        Levels levels,
        Severity cabFrom,
        Severity standardUpTo,
        boolean standardInProduction,
        boolean standardWithUnknown,
        List<RuleSetting> rules) {

    /** What holds where nothing else is configured. */
    public static final Policy DEFAULT = new Policy(
            Set.of("production", "prod", "prd", "live"),
            true,
            Severity.LOW,
            new Scores(5, 30, 60, 85),
            new Levels(25, 50, 80),
            Severity.HIGH,
            Severity.LOW,
            false,
            false,
            List.of());

    public Policy {
        productionNames = productionNames.stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        rules = List.copyOf(rules);
        long named = rules.stream().map(RuleSetting::rule).distinct().count();
        require(named == rules.size(), "a rule is set twice");
    }

    /** What the gravest reason scores. */
    public record Scores(int low, int medium, int high, int critical) {

        public Scores {
            require(
                    0 < low && low <= medium && medium <= high && high <= critical && critical <= 100,
                    "scores" + " must not fall from low to critical, and lie between 1 and 100");
        }

        int of(Severity severity) {
            return switch (severity) {
                case LOW -> low;
                case MEDIUM -> medium;
                case HIGH -> high;
                case CRITICAL -> critical;
            };
        }
    }

    /** The score at which each level begins. */
    public record Levels(int medium, int high, int critical) {

        public Levels {
            require(
                    0 < medium && medium < high && high < critical && critical <= 100,
                    "levels must rise from medium to critical, between 1 and 100");
        }

        Severity of(int score) {
            if (score >= critical) {
                return Severity.CRITICAL;
            }
            return score >= high ? Severity.HIGH : score >= medium ? Severity.MEDIUM : Severity.LOW;
        }

        /** The highest score of a level. */
        int last(Severity level) {
            return switch (level) {
                case LOW -> medium - 1;
                case MEDIUM -> high - 1;
                case HIGH -> critical - 1;
                case CRITICAL -> 100;
            };
        }
    }

    /**
     * What is different about one rule.
     *
     * @param rule its id
     * @param enabled whether it is heard at all
     * @param severity instead of its own, outside production; null to keep that
     */
    public record RuleSetting(
            String rule, boolean enabled, @Nullable Severity severity) {

        public RuleSetting {
            Rule.of(rule);
        }
    }

    boolean isProduction(@Nullable String environment) {
        return environment != null
                && productionNames.contains(environment.strip().toLowerCase(Locale.ROOT));
    }

    /** The finding as it counts here, outside production; empty where its rule is off. */
    Optional<Finding> weigh(Finding finding) {
        Optional<RuleSetting> setting = rules.stream()
                .filter(one -> one.rule().equals(finding.rule().id()))
                .findFirst();
        if (setting.isPresent() && !setting.get().enabled()) {
            return Optional.empty();
        }
        if (finding.unknown()) {
            return Optional.of(finding.with(unknownSeverity));
        }
        return Optional.of(setting.map(RuleSetting::severity).map(finding::with).orElse(finding));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException("policy: " + otherwise);
        }
    }
}
