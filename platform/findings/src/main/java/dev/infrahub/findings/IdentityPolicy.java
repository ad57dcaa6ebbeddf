package dev.infrahub.findings;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** What a policy grants to the one who has it. */
final class IdentityPolicy {

    static final Grants.Grant EVERYTHING = Grants.Grant.of(
            Rule.IAM_ADMIN, Severity.HIGH, "Allows every action on every resource.", Grants.Grant.EVERYTHING);
    private static final Grants.Grant EVERYTHING_BUT = Grants.Grant.of(
            Rule.IAM_ADMIN,
            Severity.HIGH,
            "Allows every action but some on every resource.",
            Grants.Grant.EVERYTHING_BUT);
    static final Grants.Grant EVERYTHING_SOMEWHERE = Grants.Grant.of(
            Rule.IAM_WILDCARD,
            Severity.HIGH,
            "Allows every action on some resources.",
            Grants.Grant.EVERYTHING_SOMEWHERE);

    private static final int LONGEST_SERVICE = 60;

    private IdentityPolicy() {}

    static Stream<Grants.Grant> grants(PolicyDocument policy) {
        List<Statement> allowing =
                policy.statements().stream().filter(Statement::allows).toList();
        Set<Grants.Grant> grants = new LinkedHashSet<>();
        allowing.forEach(statement -> {
            Set<Condition> limits = statement.limits();
            whole(statement)
                    .flatMap(grant -> Stream.of(grant, grant.of(Grants.Side.ACTIONS, what(statement, grant))))
                    .map(grant -> grant.under(limits))
                    .forEach(grants::add);
        });
        boolean administers = grants.stream().anyMatch(grant -> grant.rule() == Rule.IAM_ADMIN);
        if (!administers) {
            boolean grave = grants.stream().anyMatch(grant -> grant.severity() == Severity.HIGH);
            ways(policy, allowing)
                    .filter(grant -> !grave || grant.severity() == Severity.HIGH)
                    .forEach(grants::add);
        }
        return grants.stream();
    }

    /** Of a service that is granted whole, beside others, that one. */
    private static Extent what(Statement statement, Grants.Grant grant) {
        return grant.rule() == Rule.IAM_WILDCARD && !statement.isOfEveryAction()
                ? Extent.ofAction(grant.what() + ":*")
                : statement.what();
    }

    /** Everything, or every action of services. */
    private static Stream<Grants.Grant> whole(Statement statement) {
        boolean everywhere = statement.isEverywhere();
        if (statement.isOfEveryAction()) {
            if (!everywhere) {
                boolean somewhere =
                        !statement.allResourcesBut() && (!statement.resources().isEmpty() || statement.hidden());
                return somewhere ? Stream.of(EVERYTHING_SOMEWHERE.on(statement.where())) : Stream.empty();
            }
            return Stream.of(
                    statement.allActionsBut() || statement.allResourcesBut()
                            ? EVERYTHING_BUT.on(statement.allResourcesBut() ? statement.where() : Extent.EVERYWHERE)
                            : EVERYTHING);
        }
        if (statement.allActionsBut()) {
            return Stream.empty();
        }
        Severity severity = everywhere ? Severity.HIGH : Severity.MEDIUM;
        Extent extent = everywhere && !statement.allResourcesBut() ? Extent.EVERYWHERE : statement.where();
        String sentence = "Allows every action of %s on " + (everywhere ? "every resource." : "some resources.");
        return statement.actions().stream()
                .filter(IdentityPolicy::isWholeService)
                .map(action -> Grants.Grant.of(Rule.IAM_WILDCARD, severity, sentence, service(action))
                        .on(extent));
    }

    private static boolean isWholeService(String action) {
        int colon = action.indexOf(':');
        return colon > 0 && Wildcard.isAll(action.substring(colon + 1));
    }

    /** What stands before the colon, where it can be told. */
    private static String service(String action) {
        String name = action.substring(0, action.indexOf(':'));
        boolean plain = name.length() <= LONGEST_SERVICE
                && name.chars()
                        .allMatch(c ->
                                (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-');
        return plain ? name.toLowerCase(Locale.ROOT) : "several services";
    }

    private static Stream<Grants.Grant> ways(PolicyDocument policy, List<Statement> allowing) {
        List<Statement> denying = policy.statements().stream()
                .filter(statement -> !statement.allows()
                        && statement.conditions().isEmpty()
                        && !statement.allResourcesBut()
                        && statement.resources().stream().anyMatch(Wildcard::isAll))
                .toList();
        return LeadsToMore.AWS
                .ways(
                        action -> denying.stream().anyMatch(statement -> statement.isAbout(action))
                                ? LeadsToMore.Reach.NONE
                                : reach(action, allowing),
                        Severity.HIGH)
                .flatMap(way -> Stream.of(way.grant(), way.grant().of(Grants.Side.ACTIONS, way.actions())));
    }

    private static LeadsToMore.Reach reach(String action, List<Statement> allowing) {
        LeadsToMore.Reach reach = LeadsToMore.Reach.NONE;
        for (Statement statement : allowing) {
            if (statement.isAbout(action)) {
                LeadsToMore.Reach one = reach(statement);
                reach = one.compareTo(reach) > 0 ? one : reach;
            }
        }
        return reach;
    }

    private static LeadsToMore.Reach reach(Statement statement) {
        if (!statement.isEverywhere()) {
            return LeadsToMore.Reach.SOME;
        }
        return statement.isUnderCondition() ? LeadsToMore.Reach.CONDITION : LeadsToMore.Reach.ALL;
    }
}
