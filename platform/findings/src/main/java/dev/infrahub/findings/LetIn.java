package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whom a policy names that it did not name before: accounts, identities and their providers, not services; nor whoever could do the same as anyone. */
final class LetIn {

    /** In characters of those before times characters of those after; beyond, all is compared as it is spelt. */
    private static final long MOST_COMPARED = 10_000_000;

    private static final int LONGEST_NAME = 160;
    private static final int ACCOUNT_DIGITS = 12;
    private static final int ACCOUNT = 4;
    private static final List<String> SERVICES = List.of(".amazonaws.com", ".amazonaws.com.cn");
    private static final String SENTENCE = "Its policy lets in who was not named before";

    private LetIn() {}

    /** Medium for another account than those that were named; low for one of theirs. */
    static Optional<Finding> by(String address, List<Statement> before, List<Statement> after) {
        Set<String> others = others(before, after);
        if (others.isEmpty()) {
            return Optional.empty();
        }
        Set<String> accounts = allowing(before)
                .flatMap(statement -> statement.principals().whom().patterns().stream())
                .flatMap(one -> account(one).stream())
                .collect(Collectors.toSet());
        boolean isOfThem = others.stream()
                .allMatch(one -> account(one).filter(accounts::contains).isPresent());
        List<String> told = others.stream().filter(LetIn::isPlain).sorted().toList();
        return Optional.of(Rule.IAM_LET_IN.yes(
                isOfThem ? Severity.LOW : Severity.MEDIUM,
                address,
                SENTENCE + (told.isEmpty() ? "" : ": " + Grants.named(told)) + "."));
    }

    private static Set<String> others(List<Statement> before, List<Statement> after) {
        Extents named = named(before, after);
        List<Statement> open = allowing(before)
                .filter(statement -> statement.principals().anyone())
                .toList();
        Holders anyone = new Holders(open, length(open) * length(after) > MOST_COMPARED);
        Set<String> others = new LinkedHashSet<>();
        allowing(after).filter(statement -> !statement.principals().anyone()).forEach(statement -> {
            List<String> unnamed = comers(statement)
                    .filter(one -> !named.hold(new Extent(Set.of(spelt(one)), false)))
                    .toList();
            if (!unnamed.isEmpty() && !isForAll(statement, anyone)) {
                others.addAll(unnamed);
            }
        });
        return others;
    }

    /** Whether everyone could do all of it before, under conditions as wide. */
    private static boolean isForAll(Statement statement, Holders anyone) {
        return !statement.actions().isEmpty()
                && anyone.of(statement).open(false).isEmpty();
    }

    /** Those whom it names, but for services. */
    private static Stream<String> comers(Statement statement) {
        Extent whom = statement.principals().whom();
        Set<String> federated = Set.copyOf(statement.principals().federated());
        return Stream.of(whom)
                .filter(those -> !those.allBut())
                .flatMap(those -> those.patterns().stream())
                .filter(one -> federated.contains(one) || SERVICES.stream().noneMatch(one::endsWith));
    }

    private static Stream<Statement> allowing(List<Statement> statements) {
        return statements.stream().filter(Statement::allows);
    }

    private static Extents named(List<Statement> before, List<Statement> after) {
        Extents named = new Extents(people(before) * people(after) > MOST_COMPARED);
        allowing(before)
                .map(statement -> statement.principals().whom())
                .filter(whom -> !whom.allBut())
                .flatMap(whom -> whom.patterns().stream())
                .forEach(one -> named.add(new Extent(Set.of(spelt(one)), false)));
        return named;
    }

    private static long length(List<Statement> statements) {
        return statements.stream().mapToLong(Statement::length).sum();
    }

    private static long people(List<Statement> statements) {
        return statements.stream()
                .mapToLong(statement -> statement.principals().whom().length())
                .sum();
    }

    /** An account's number is short for the account as a whole. */
    private static String spelt(String principal) {
        return isAccount(principal) ? "arn:aws:iam::" + principal + ":root" : principal;
    }

    private static Optional<String> account(String principal) {
        if (isAccount(principal)) {
            return Optional.of(principal);
        }
        List<String> parts = Parts.of(principal, ':');
        return Optional.of(parts)
                .filter(all -> all.size() > ACCOUNT && isAccount(all.get(ACCOUNT)))
                .map(all -> all.get(ACCOUNT));
    }

    private static boolean isAccount(String text) {
        return text.length() == ACCOUNT_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Whether it can be told: what a policy holds may be anything. */
    private static boolean isPlain(String principal) {
        return principal.length() <= LONGEST_NAME
                && principal
                        .chars()
                        .allMatch(c -> (c >= 'a' && c <= 'z')
                                || (c >= 'A' && c <= 'Z')
                                || (c >= '0' && c <= '9')
                                || ":/._@=+-*".indexOf(c) >= 0);
    }
}
