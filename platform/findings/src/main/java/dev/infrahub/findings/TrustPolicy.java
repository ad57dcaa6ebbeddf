package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.List;
import java.util.stream.Stream;

/** Whom a policy lets in to what it belongs to: a resource, or a role that can be taken. */
final class TrustPolicy {

    private static final List<Issuer> ISSUERS =
            TabSeparated.rows("federated-issuers.tsv").stream().map(Issuer::of).toList();

    private static final String OIDC = "oidc-provider/";
    private static final String BY_TOKEN = "sts:AssumeRoleWithWebIdentity";
    private static final String BY_TOKEN_ELSEWHERE = "sts:AssumeRole";
    private static final String ANYONE = "Its policy lets anyone at all in, without a condition that limits who.";
    private static final String ANYONE_DOING =
            "Its policy lets anyone at all in, without a condition that limits who: %s.";
    private static final int LONGEST_ACTION = 128;

    private TrustPolicy() {}

    static Stream<Grants.Grant> grants(PolicyDocument policy) {
        return policy.statements().stream().filter(Statement::allows).flatMap(TrustPolicy::grants);
    }

    /** Whether it lets anyone in under a condition of which nobody knows whether it limits who. */
    static boolean isUnsure(PolicyDocument policy) {
        return policy.statements().stream()
                .anyMatch(statement -> statement.allows()
                        && statement.principals().anyone()
                        && Condition.reach(statement.conditions()) == Condition.Reach.UNSURE);
    }

    private static Stream<Grants.Grant> grants(Statement statement) {
        Condition.Reach reach = Condition.reach(statement.conditions());
        Extent where = statement.where();
        if (statement.principals().anyone()) {
            return reach == Condition.Reach.ANYONE
                    ? anyone(statement)
                            .flatMap(grant -> Stream.of(
                                    grant.on(where),
                                    grant.of(Grants.Side.ACTIONS, actions(statement, grant)),
                                    grant.of(
                                            Grants.Side.WHOM,
                                            statement.principals().whom())))
                    : Stream.empty();
        }
        boolean byToken = statement.isAbout(BY_TOKEN) || statement.isAbout(BY_TOKEN_ELSEWHERE);
        return byToken && reach != Condition.Reach.LIMITED
                ? statement.principals().federated().stream()
                        .flatMap(provider -> federated(provider, statement.conditions()))
                : Stream.empty();
    }

    private static Stream<Grants.Grant> anyone(Statement statement) {
        if (statement.allActionsBut() || statement.isOfEveryAction()) {
            return Stream.of(Grants.Grant.of(Rule.IAM_ANYONE, Severity.HIGH, ANYONE_DOING, Grants.Grant.EVERY_ACTION));
        }
        List<String> actions =
                statement.actions().stream().filter(TrustPolicy::isPlain).toList();
        return actions.isEmpty()
                ? Stream.of(Grants.Grant.of(Rule.IAM_ANYONE, Severity.HIGH, ANYONE, ""))
                : actions.stream().map(action -> Grants.Grant.of(Rule.IAM_ANYONE, Severity.HIGH, ANYONE_DOING, action));
    }

    private static Extent actions(Statement statement, Grants.Grant grant) {
        return grant.what().isEmpty() || grant.what().equals(Grants.Grant.EVERY_ACTION)
                ? statement.what()
                : Extent.ofAction(grant.what());
    }

    /** Whether it can be told: what a policy holds may be anything. */
    static boolean isPlain(String action) {
        return !action.isEmpty()
                && action.length() <= LONGEST_ACTION
                && action.chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || ":*?-".indexOf(c) >= 0);
    }

    private static Stream<Grants.Grant> federated(String provider, List<Condition> conditions) {
        String issuer = issuer(provider);
        return issuer.isEmpty()
                ? Stream.empty()
                : issuerOf(issuer)
                        .filter(row -> conditions.stream().noneMatch(one -> one.namesSubject(row.claims())))
                        .map(row -> Grants.Grant.of(Rule.IAM_ANYONE, row.severity(), row.sentence(), row.issuer()));
    }

    /** The first row that fits. */
    static Stream<Issuer> issuerOf(String issuer) {
        return ISSUERS.stream()
                .filter(row -> Wildcard.matches(row.issuer(), issuer))
                .limit(1);
    }

    /** Without what stands before it in an ARN; empty for a provider of SAML, whose assertions are meant for one account. */
    private static String issuer(String provider) {
        int start = provider.indexOf(OIDC);
        if (start >= 0) {
            return provider.substring(start + OIDC.length());
        }
        return provider.contains(":") ? "" : provider;
    }

    /**
     * Who vouches for the holder of a token.
     *
     * @param claims of the token, that name who comes
     */
    record Issuer(String issuer, Severity severity, List<String> claims, String sentence) {

        private static Issuer of(String[] row) {
            return new Issuer(row[0], Severity.of(row[1]), Parts.of(row[2], ','), row[3]);
        }

        boolean isShared() {
            return severity == Severity.HIGH;
        }
    }
}
