package dev.infrahub.plananalyzer.domain;

import java.util.List;

/** Judges a single resource change by its values; the values are gone afterwards. */
@FunctionalInterface
interface ChangeRule {

    /** Everything that judges single changes. */
    List<ChangeRule> ALL = List.of(
            new LossRule(StatefulTypes.TABLE),
            new AttributeRule(GuardedAttributes.TABLE),
            new OpenNetworkRule(),
            new PolicyRule(),
            new RoleRule());

    List<Finding> judge(Subject subject);

    static List<Finding> judgeAll(Subject subject) {
        return ALL.stream().flatMap(rule -> rule.judge(subject).stream()).toList();
    }
}
