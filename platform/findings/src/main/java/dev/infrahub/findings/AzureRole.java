package dev.infrahub.findings;

import dev.infrahub.json.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A role of Azure.
 *
 * @param permissions it allows what one of them allows
 */
record AzureRole(List<Permission> permissions) {

    private static final String ASSIGNING = "Microsoft.Authorization/roleAssignments/write";
    private static final int LONGEST_PROVIDER = 60;
    private static final int MOST_PATTERNS = 2000;

    /** Patterns of what is allowed, and of what is not after all. */
    private record Permission(List<String> actions, List<String> notActions, List<String> data) {

        private boolean allows(String action) {
            return actions.stream().anyMatch(pattern -> Wildcard.matches(pattern, action))
                    && notActions.stream().noneMatch(pattern -> Wildcard.matches(pattern, action));
        }
    }

    static AzureRole of(Value values) {
        List<Permission> permissions = new ArrayList<>();
        for (Value block : values.at("permissions").each()) {
            permissions.add(new Permission(
                    patterns(block, "actions"), patterns(block, "not_actions"), patterns(block, "data_actions")));
        }
        return new AzureRole(permissions);
    }

    /** No role holds half as many. */
    private static List<String> patterns(Value block, String name) {
        return Subject.texts(block, name).stream()
                .limit(MOST_PATTERNS)
                .map(Wildcard::collapsed)
                .toList();
    }

    Stream<Grants.Grant> grants() {
        boolean everything = permissions.stream()
                .anyMatch(permission -> permission.actions().stream().anyMatch(Wildcard::isAll)
                        && permission.notActions().stream().noneMatch(Wildcard::isAll));
        if (everything) {
            return Stream.concat(
                    Stream.of(
                            allows(ASSIGNING)
                                    ? Grants.Grant.of(
                                            Rule.IAM_ADMIN,
                                            Severity.HIGH,
                                            "The role allows every action, and to give rights to others.",
                                            Grants.Grant.EVERYTHING)
                                    : Grants.Grant.of(
                                            Rule.IAM_WILDCARD,
                                            Severity.MEDIUM,
                                            "The role allows every action but some.",
                                            Grants.Grant.EVERYTHING_BUT)),
                    data());
        }
        return Stream.of(LeadsToMore.AZURE.grants(this::allows), wholeProviders(), data())
                .flatMap(grants -> grants);
    }

    private boolean allows(String action) {
        return permissions.stream().anyMatch(permission -> permission.allows(action));
    }

    private Stream<Grants.Grant> wholeProviders() {
        return permissions.stream()
                .flatMap(permission -> permission.actions().stream())
                .filter(AzureRole::isWholeProvider)
                .map(action -> Grants.Grant.of(
                        Rule.IAM_WILDCARD, Severity.MEDIUM, "The role allows every action of %s.", provider(action)));
    }

    private static boolean isWholeProvider(String action) {
        int slash = action.indexOf('/');
        return slash > 0 && Wildcard.isAll(action.substring(slash + 1));
    }

    /** What stands before the slash, where it can be told. */
    private static String provider(String action) {
        String name = action.substring(0, action.indexOf('/'));
        boolean plain = name.length() <= LONGEST_PROVIDER
                && name.toLowerCase(Locale.ROOT).chars().allMatch(c -> (c >= 'a' && c <= 'z') || c == '.');
        return plain ? name : "several providers";
    }

    private Stream<Grants.Grant> data() {
        boolean all = permissions.stream()
                .anyMatch(permission -> permission.data().stream().anyMatch(Wildcard::isAll));
        return all
                ? Stream.of(Grants.Grant.of(
                        Rule.IAM_WILDCARD, Severity.MEDIUM, "The role allows every action on data.", "data"))
                : Stream.empty();
    }
}
