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
        Stream<Grants.Grant> more = LeadsToMore.KUBERNETES
                .ways(this::reach, everyNamespace ? Severity.HIGH : Severity.MEDIUM)
                .map(LeadsToMore.Way::grant)
                .filter(grant -> everyNamespace || isOfRights(grant));
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

    /** Within a namespace its workloads and secrets are what a role is for; rights are not. */
    private static boolean isOfRights(Grants.Grant grant) {
        return Stream.of("escalate on ", "bind on ", "impersonate on ", "on serviceaccounts/token")
                .anyMatch(way -> grant.what().contains(way));
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
