package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A role of Kubernetes.
 *
 * @param everyNamespace whether it is one of the cluster
 */
record ClusterRole(List<Permission> rules, boolean everyNamespace) {

    private static final String ALL = "*";
    private static final String CORE = "";
    private static final String RIGHTS = "rbac.authorization.k8s.io";
    private static final String IN_NAMESPACE = "Allows, in its namespace, what may lead to more rights: %s.";

    private static final Set<String> OF_CLUSTER = Set.of(
            "/nodes/proxy",
            "/persistentvolumes",
            "certificates.k8s.io/certificatesigningrequests",
            "admissionregistration.k8s.io/mutatingwebhookconfigurations",
            "admissionregistration.k8s.io/validatingwebhookconfigurations");

    /**
     * One rule.
     *
     * @param named whether it holds for objects that it names
     */
    private record Permission(
            Set<String> groups, Set<String> resources, Set<String> verbs, boolean named, boolean paths) {

        private boolean isOfEveryGroup() {
            return groups.isEmpty() || groups.contains(ALL);
        }

        /** Whether it allows a verb on a resource or a part of one, as in {@code apps/deployments:create}. */
        private boolean allows(String group, String resource, String verb) {
            int part = resource.indexOf('/');
            boolean onResource = resources.contains(ALL)
                    || resources.contains(resource)
                    || (part >= 0 && resources.contains(ALL + resource.substring(part)));
            return !named
                    && onResource
                    && (isOfEveryGroup() || groups.contains(group))
                    && (verbs.contains(ALL) || verbs.contains(verb));
        }
    }

    static ClusterRole of(Value rules, boolean everyNamespace) {
        List<Permission> permissions = new ArrayList<>();
        for (Value rule : rules.each()) {
            permissions.add(new Permission(
                    Subject.texts(rule, "api_groups"),
                    Subject.texts(rule, "resources"),
                    Subject.texts(rule, "verbs"),
                    !Subject.texts(rule, "resource_names").isEmpty(),
                    Subject.texts(rule, "non_resource_urls").contains(ALL)));
        }
        return new ClusterRole(permissions, everyNamespace);
    }

    Stream<Grants.Grant> grants() {
        if (rules.stream().anyMatch(ClusterRole::isEverything)) {
            return Stream.of(
                    everyNamespace
                            ? Grants.Grant.of(
                                    Rule.IAM_ADMIN,
                                    Severity.HIGH,
                                    "The role allows every verb on every resource.",
                                    Grants.Grant.EVERYTHING)
                            : Grants.Grant.of(
                                    Rule.IAM_ADMIN,
                                    Severity.HIGH,
                                    "The role allows every verb on every resource of its namespace.",
                                    Grants.Grant.EVERYTHING));
        }
        Stream<Grants.Grant> more = everyNamespace
                ? LeadsToMore.KUBERNETES.ways(this::reach, Severity.HIGH).map(LeadsToMore.Way::grant)
                : LeadsToMore.KUBERNETES
                        .ways(this::reach, Severity.MEDIUM)
                        .filter(way -> !isOfCluster(way))
                        .map(ClusterRole::inNamespace);
        return Stream.concat(more, wildcards());
    }

    /** Every verb on every resource of what holds the rest: secrets, pods and rights are in the core group, or in that of rights. */
    private static boolean isEverything(Permission rule) {
        boolean all = rule.verbs().contains(ALL) && rule.resources().contains(ALL) && !rule.named();
        return all
                && (rule.isOfEveryGroup()
                        || rule.groups().contains(CORE)
                        || rule.groups().contains(RIGHTS));
    }

    private LeadsToMore.Reach reach(String action) {
        int colon = action.lastIndexOf(':');
        String group = Parts.first(action, '/');
        String resource = action.substring(group.length() + 1, colon);
        String verb = action.substring(colon + 1);
        return rules.stream().anyMatch(rule -> rule.allows(group, resource, verb))
                ? LeadsToMore.Reach.ALL
                : LeadsToMore.Reach.NONE;
    }

    /** In words: {@code secrets:get} reads like a secret and its value, and would be taken out as one. */
    static String told(String action) {
        int colon = action.lastIndexOf(':');
        String group = Parts.first(action, '/');
        String resource = action.substring(group.length() + 1, colon);
        String what = group.isEmpty() ? resource : resource + " of " + group;
        return action.substring(colon + 1) + " on " + what;
    }

    /** What is in no namespace is not reached from one. */
    private static boolean isOfCluster(LeadsToMore.Way way) {
        return way.path().actions().stream()
                .map(action -> action.substring(0, action.lastIndexOf(':')))
                .anyMatch(OF_CLUSTER::contains);
    }

    /** Within a namespace its workloads and secrets are what a role is for, and yet worth telling; rights are more. */
    private static Grants.Grant inNamespace(LeadsToMore.Way way) {
        return way.path().severity() == Severity.HIGH
                ? way.grant()
                : Grants.Grant.of(
                        Rule.IAM_WILDCARD,
                        Severity.LOW,
                        IN_NAMESPACE,
                        way.path().name());
    }

    private Stream<Grants.Grant> wildcards() {
        return rules.stream().filter(rule -> !rule.named()).flatMap(rule -> {
            if (rule.verbs().contains(ALL) && (rule.resources().contains(ALL) || rule.paths())) {
                return Stream.of(wildcard("every verb on every resource of a group"));
            }
            if (rule.verbs().contains(ALL)) {
                return Stream.of(wildcard("every verb on some resources"));
            }
            return rule.resources().contains(ALL) && rule.isOfEveryGroup()
                    ? Stream.of(wildcard("some verbs on every resource"))
                    : Stream.empty();
        });
    }

    private static Grants.Grant wildcard(String what) {
        return Grants.Grant.of(Rule.IAM_WILDCARD, Severity.MEDIUM, "The role allows %s.", what);
    }
}
