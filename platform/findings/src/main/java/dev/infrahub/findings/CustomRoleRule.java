package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Roles that are made: of Azure, of Google, and of Kubernetes, where they allow everything, wildcards, or more rights. */
final class CustomRoleRule implements ChangeRule {

    @Override
    public List<Finding> judge(Subject subject) {
        Optional<Kind> kind = Kind.of(subject.type());
        if (!subject.sets() || kind.isEmpty()) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>(grants(kind.get(), subject).added(subject));
        kind.get()
                .paths()
                .filter(path ->
                        subject.changes(path) && subject.after(path).stream().anyMatch(Subject::holdsHidden))
                .findFirst()
                .ifPresent(path -> findings.add(subject.unknown(Rule.IAM_ADMIN, path, true)));
        return findings;
    }

    @Override
    public List<Finding> standing(Subject subject) {
        return Kind.of(subject.type())
                .map(kind -> grants(kind, subject).kept(subject))
                .orElse(List.of());
    }

    @Override
    public Set<Rule> reading(String type) {
        return Kind.of(type).map(_ -> Set.of(Rule.IAM_ADMIN, Rule.IAM_WILDCARD)).orElse(Set.of());
    }

    private static Grants grants(Kind kind, Subject subject) {
        return new Grants(
                subject.isNew() ? Set.of() : grants(kind, subject.values().before()),
                grants(kind, subject.values().after()));
    }

    private static Set<Grants.Grant> grants(Kind kind, Value values) {
        Stream<Grants.Grant> grants = switch (kind) {
            case AZURE -> AzureRole.of(values).grants();
            case GOOGLE -> {
                Set<String> permissions = Subject.texts(values, "permissions");
                yield LeadsToMore.GOOGLE.grants(permissions::contains);
            }
            case CLUSTER -> ClusterRole.of(values.at("rule"), true).grants();
            case NAMESPACE -> ClusterRole.of(values.at("rule"), false).grants();
        };
        return grants.collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Where roles are made. */
    private enum Kind {
        AZURE,
        GOOGLE,
        CLUSTER,
        NAMESPACE;

        /** What says what a role allows. */
        private Stream<String> paths() {
            return switch (this) {
                case AZURE -> Stream.of("permissions.actions", "permissions.data_actions");
                case GOOGLE -> Stream.of("permissions");
                case CLUSTER, NAMESPACE -> Stream.of("rule.verbs", "rule.resources");
            };
        }

        private static Optional<Kind> of(String type) {
            return switch (type) {
                case "azurerm_role_definition" -> Optional.of(AZURE);
                case "google_project_iam_custom_role", "google_organization_iam_custom_role" -> Optional.of(GOOGLE);
                case "kubernetes_cluster_role", "kubernetes_cluster_role_v1" -> Optional.of(CLUSTER);
                case "kubernetes_role", "kubernetes_role_v1" -> Optional.of(NAMESPACE);
                default -> Optional.empty();
            };
        }
    }
}
