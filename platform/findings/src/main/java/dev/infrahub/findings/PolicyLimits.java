package dev.infrahub.findings;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What limits in policies: conditions of what they allow, and what they deny. Told by comparing those of before and after.
 *
 * @param before statements of all policies of one place
 * @param after those that are there then
 */
record PolicyLimits(List<Statement> before, List<Statement> after) {

    /** In characters of the ones times characters of the others; what is longer is compared statement by statement, as it is spelt. */
    private static final long MOST_COMPARED = 10_000_000;

    /** Of what is allowed after, each action that was allowed under conditions which are gone or wider. */
    Set<String> loosened(Predicate<Statement> told) {
        List<Statement> allowed = of(before, true);
        if (allowed.isEmpty()) {
            return Set.of();
        }
        List<Statement> changed = without(of(after, true), allowed).stream()
                .filter(Predicate.not(told))
                .toList();
        return open(changed, allowed, true);
    }

    /** Each action that was denied and no longer is, or only somewhere, for somebody, or under conditions. */
    Set<String> undenied() {
        List<Statement> denied = of(after, false);
        return open(without(of(before, false), denied), denied, false);
    }

    /**
     * What some do that none of the others does under conditions as wide.
     *
     * @param held whether others must do it at all
     */
    private static Set<String> open(List<Statement> some, List<Statement> others, boolean held) {
        Holders holders = new Holders(others, length(some) * length(others) > MOST_COMPARED);
        Set<String> actions = new LinkedHashSet<>();
        for (Statement statement : some) {
            actions.addAll(holders.of(statement).open(held));
        }
        return actions;
    }

    private static List<Statement> of(List<Statement> statements, boolean allowing) {
        return statements.stream()
                .filter(statement -> statement.allows() == allowing)
                .toList();
    }

    private static List<Statement> without(List<Statement> some, List<Statement> others) {
        Set<Statement> known = new HashSet<>(others);
        return some.stream().filter(one -> !known.contains(one)).toList();
    }

    private static long length(List<Statement> statements) {
        return statements.stream().mapToLong(Statement::length).sum();
    }
}
