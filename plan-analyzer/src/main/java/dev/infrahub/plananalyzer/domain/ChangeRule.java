package dev.infrahub.plananalyzer.domain;

import java.util.List;

/** Judges a single resource change by its values; the values are gone afterwards. */
@FunctionalInterface
interface ChangeRule {

    /** What needs no values. */
    List<ChangeRule> OF_ACTIONS = List.of(new LossRule(StatefulTypes.TABLE));

    /** Everything that judges single changes. */
    List<ChangeRule> ALL = List.of(
            new LossRule(StatefulTypes.TABLE),
            new AttributeRule(GuardedAttributes.TABLE),
            new OpenNetworkRule(),
            new PolicyRule(),
            new RoleRule());

    List<Finding> judge(Subject subject);

    /** Where no values are shown, only what happens can be judged; the plan as a whole says so. */
    static List<Finding> judgeAll(Subject subject) {
        List<ChangeRule> rules = subject.showsValues() ? ALL : OF_ACTIONS;
        return rules.stream().flatMap(rule -> rule.judge(subject).stream()).toList();
    }
}
