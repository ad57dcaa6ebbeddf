package dev.infrahub.plananalyzer.domain;

import dev.infrahub.findings.ChangeRule;
import dev.infrahub.findings.Finding;
import dev.infrahub.findings.Rule;
import dev.infrahub.findings.SensitiveTypes;
import dev.infrahub.findings.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The types of what the plan makes or changes whose values no rule reads. */
record NotJudged(List<String> types) {

    private static final int NAMED = 10;

    /** How a thing is kept: that is nothing of who may do what, or of what runs. */
    private static final Set<Rule> OF_KEEPING = Set.of(
            Rule.PROTECTION_WEAKENED,
            Rule.ENCRYPTION_WEAKENED,
            Rule.BACKUP_WEAKENED,
            Rule.LOGGING_WEAKENED,
            Rule.TLS_LOWERED,
            Rule.IAM_LOOSENED,
            Rule.IAM_LET_IN,
            Rule.ONE_WAY_CHANGE);

    static NotJudged of(List<Examined> all) {
        return new NotJudged(all.stream()
                .filter(one -> !one.judged())
                .map(one -> one.change().type())
                .distinct()
                .sorted()
                .toList());
    }

    /** Whether a rule reads values of this type; of rights those that make them such, of a workload what runs in it. */
    static boolean reads(String type) {
        Set<Rule> rules = ChangeRule.readingAny(type);
        if (SensitiveTypes.isWorkload(type)) {
            return rules.contains(Rule.WORKLOAD_PRIVILEGED);
        }
        return SensitiveTypes.has(type) ? !OF_KEEPING.containsAll(rules) : !rules.isEmpty();
    }

    /** In a sentence; empty where every type was judged. */
    Optional<String> limit() {
        return named(_ -> true).map(names -> "Not judged, since no rule reads their values: " + names + ".");
    }

    /** What keeps the plan from being a standard change. */
    Optional<Finding> finding() {
        return named(SensitiveTypes::has)
                .map(names -> Rule.NOT_JUDGED.ofPlan(
                        Severity.LOW,
                        "Who may do or reach what, or what runs, is said by what no rule reads: %s.".formatted(names)));
    }

    private Optional<String> named(Predicate<String> which) {
        List<String> some = types.stream().filter(which).toList();
        if (some.isEmpty()) {
            return Optional.empty();
        }
        String more = some.size() > NAMED ? " and %d more".formatted(some.size() - NAMED) : "";
        String names = String.join(", ", some.subList(0, Math.min(NAMED, some.size())));
        return Optional.of("%d %s (%s%s)".formatted(some.size(), some.size() == 1 ? "type" : "types", names, more));
    }
}
