package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        }
        return findings;
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
        return type.equals(TYPE) ? Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD) : Set.of();
    }

    private static Grants grants(Subject subject) {
        return new Grants(subject.isNew() ? Set.of() : grants(subject.before(POLICY)), grants(subject.after(POLICY)));
    }

    private static Set<Grants.Grant> grants(Collection<Value> policies) {
        return policies.stream()
                .flatMap(value -> value.text().stream())
                .flatMap(text -> VaultPolicy.of(text).stream())
                .flatMap(VaultPolicy::grants)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
