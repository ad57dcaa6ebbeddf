package dev.infrahub.findings;

import java.util.stream.Stream;

/** What the policy of an endpoint lets through to services beyond what those allow themselves: nothing, or whatever there is. */
final class EndpointPolicy {

    private static final String WIDE =
            "Its policy lets everything through, also to accounts of others: whoever is inside can carry data out.";

    private EndpointPolicy() {}

    static Stream<Grants.Grant> grants(PolicyDocument policy) {
        return policy.statements().stream()
                .filter(EndpointPolicy::isWide)
                .map(statement -> Grants.Grant.of(Rule.PROTECTION_WEAKENED, Severity.LOW, WIDE, Grants.Grant.EVERYTHING)
                        .under(statement.limits()));
    }

    private static boolean isWide(Statement statement) {
        boolean whole = statement.isOfEveryAction()
                || statement.allActionsBut()
                || statement.actions().stream().anyMatch(action -> action.endsWith(":*"));
        return statement.allows()
                && whole
                && statement.isEverywhere()
                && !statement.isUnderCondition()
                && (statement.principals().anyone() || !statement.principals().named());
    }
}
