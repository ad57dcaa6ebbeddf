package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Policies of Vault that allow everything, or what leads to more. */
final class VaultPolicyRule implements ChangeRule {

    private static final String TYPE = "vault_policy";
    private static final String POLICY = "policy";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() || !subject.type().equals(TYPE)) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(grants(subject).added(subject));
        if (subject.changes(POLICY)) {
            question(subject).ifPresent(findings::add);
            undenied(subject).ifPresent(findings::add);
        }
        return findings;
    }

    private static Optional<Finding> undenied(Subject subject) {
        List<VaultPolicy> after = policies(subject.after(POLICY)).toList();
        boolean less = !subject.after(POLICY).stream().anyMatch(Subject::isHidden)
                && policies(subject.before(POLICY))
                        .flatMap(policy -> policy.denied().stream())
                        .anyMatch(path -> after.stream().noneMatch(policy -> policy.denies(path)));
        return less
                ? Optional.of(Rule.PROTECTION_WEAKENED.yes(
                        Severity.MEDIUM, subject.address(), "What its policy denied is no longer denied, or less."))
                : Optional.empty();
    }

    private static Stream<VaultPolicy> policies(Collection<Value> policies) {
        return policies.stream().flatMap(value -> value.text().stream()).flatMap(text -> VaultPolicy.of(text).stream());
    }

    private static Optional<Finding> question(Subject subject) {
        List<Value> policies = subject.after(POLICY);
        if (policies.stream().anyMatch(Subject::isHidden)) {
            return Optional.of(subject.unknown(Rule.IAM_ADMIN, POLICY, true));
        }
        boolean readable = policies.stream()
                .flatMap(value -> value.text().stream())
                .allMatch(text -> VaultPolicy.of(text).isPresent());
        return readable
                ? Optional.empty()
                : Optional.of(subject.unknown(Rule.IAM_ADMIN, POLICY, Finding.Unseen.UNREADABLE));
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return subject.type().equals(TYPE) ? grants(subject).kept(subject) : List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return type.equals(TYPE) ? Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD, Rule.PROTECTION_WEAKENED) : Set.of();
    }

    private static Grants grants(Subject subject) {
        return new Grants(subject.isNew() ? Set.of() : grants(subject.before(POLICY)), grants(subject.after(POLICY)));
    }

    private static Set<Grants.Grant> grants(Collection<Value> policies) {
        return policies(policies).flatMap(VaultPolicy::grants).collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
