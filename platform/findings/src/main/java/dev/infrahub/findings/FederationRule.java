package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Identity pools of Google that take in everyone for whom a shared identity provider vouches. */
final class FederationRule implements ChangeRule {

    private static final String POOL = "google_iam_workload_identity_pool_provider";
    private static final String CONDITION = "attribute_condition";
    private static final String ISSUER = "oidc.issuer_uri";
    private static final String HTTPS = "https://";

    @Override
    public List<Finding> judge(Subject subject) {
        if (!subject.sets() || !subject.type().equals(POOL)) {
            return List.of();
        }
        Stream<Finding> question = Stream.of(CONDITION, ISSUER)
                .filter(path ->
                        subject.changes(path) && subject.after(path).stream().anyMatch(Subject::isHidden))
                .limit(1)
                .map(path -> subject.unknown(Rule.IAM_ANYONE, path, false));
        return Stream.concat(grants(subject).added(subject).stream(), question).toList();
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return subject.type().equals(POOL) ? grants(subject).kept(subject) : List.of();
    }

    @Override
    public Set<Rule> reading(String type) {
        return type.equals(POOL) ? Set.of(Rule.IAM_ANYONE) : Set.of();
    }

    private static Grants grants(Subject subject) {
        return new Grants(
                subject.isNew() ? Set.of() : grants(subject.values().before()),
                grants(subject.values().after()));
    }

    private static Set<Grants.Grant> grants(Value values) {
        Value condition = values.at(CONDITION);
        boolean limited = Subject.isHidden(condition)
                || condition.text().filter(AttributeCondition::limits).isPresent();
        if (limited || values.at("disabled").isTrue()) {
            return Set.of();
        }
        Optional<Grants.Grant> grant = Subject.all(values, ISSUER).stream()
                .flatMap(issuer -> issuer.text().stream())
                .map(issuer -> issuer.startsWith(HTTPS) ? issuer.substring(HTTPS.length()) : issuer)
                .flatMap(TrustPolicy::issuerOf)
                .filter(TrustPolicy.Issuer::isShared)
                .map(issuer -> Grants.Grant.of(
                        Rule.IAM_ANYONE,
                        Severity.HIGH,
                        "Everyone whom %s vouches for may come into the identity pool: no condition names anybody.",
                        issuer.issuer().replace("*", "")))
                .findFirst();
        return grant.map(Set::of).orElse(Set.of());
    }
}
