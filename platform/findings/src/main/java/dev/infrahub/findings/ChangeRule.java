package dev.infrahub.findings;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Judges a single resource change by its values; the values are gone afterwards. */
public interface ChangeRule {

    /** What needs no values. */
    List<ChangeRule> OF_ACTIONS = List.of(
            new LossRule(StatefulTypes.TABLE),
            new GuardRule(GuardedAttributes.TABLE),
            new WriteOnlyRule(),
            new AuthorityRule(),
            new AzureActionRule());

    /** Everything that judges single changes. */
    List<ChangeRule> ALL = List.of(
            new LossRule(StatefulTypes.TABLE),
            new GuardRule(GuardedAttributes.TABLE),
            new WriteOnlyRule(),
            new AttributeRule(GuardedAttributes.TABLE),
            new LoweredGuardRule(GuardedAttributes.TABLE),
            new OpenNetworkRule(NetworkRules.TABLE),
            new AuthorityRule(),
            new PolicyRule(),
            new RoleRule(),
            new CustomRoleRule(),
            new FederationRule(),
            new OciPolicyRule(),
            new VaultPolicyRule(),
            new WorkloadRule(),
            new AzureActionRule());

    /** What judges what is read while it is applied: nothing is made, but what is made from it follows. */
    List<ChangeRule> OF_DATA = List.of(new PolicyRule(), new RoleRule());

    /** What the change makes so, or may make so. */
    List<Finding> judge(Subject subject);

    /** What was so before the change and stays so. */
    List<Finding> standing(Subject subject);

    /** The rules by which it judges the values of what is made or changed, where it is of this type. */
    Set<Rule> reading(String type);

    /** Every rule that reads values of this type. */
    static Set<Rule> readingAny(String type) {
        return ALL.stream().flatMap(rule -> rule.reading(type).stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** Where no values are shown, only what happens can be judged; the plan as a whole says so. */
    static List<Finding> judgeAll(Subject subject) {
        if (subject.change().isData()) {
            return OF_DATA.stream()
                    .flatMap(rule -> rule.judge(subject).stream())
                    .toList();
        }
        List<ChangeRule> rules = subject.showsValues() ? ALL : OF_ACTIONS;
        return rules.stream().flatMap(rule -> rule.judge(subject).stream()).toList();
    }

    /** Of what the change touches everything that deserves a look; of what it leaves alone only what is grave. */
    static List<Finding> standingAll(Subject subject) {
        if (!subject.lasts() || !subject.showsValues()) {
            return List.of();
        }
        Severity least = subject.sets() ? Severity.MEDIUM : Severity.HIGH;
        return ALL.stream()
                .flatMap(rule -> rule.standing(subject).stream())
                .filter(finding -> finding.severity().atLeast(least))
                .toList();
    }
}
