package dev.infrahub.findings;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What limits in policies: conditions of what they allow, and what they deny. Told by comparing those of before and after.
 *
 * @param before statements of all policies of one place
 * @param after those that are there then
 */
record PolicyLimits(List<Statement> before, List<Statement> after) {

    /** In characters before times characters after; what is longer is compared statement by statement, as it is spelt. */
    private static final long MOST_COMPARED = 10_000_000;

    /** Of what is allowed after, each action that was allowed under conditions which are gone or wider. */
    Set<String> loosened(Predicate<Statement> told) {
        List<Statement> allowed = of(before, true);
        return without(of(after, true), allowed).stream()
                .filter(Predicate.not(told))
                .flatMap(statement -> parts(statement)
                        .filter(part -> allowed.stream().anyMatch(other -> holds(other, part))
                                && allowed.stream()
                                        .noneMatch(other -> holds(other, part) && isAsWide(other, statement)))
                        .map(Part::action))
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    /** Each action that was denied and no longer is, or only somewhere, for somebody, or under conditions. */
    Set<String> undenied() {
        List<Statement> denied = of(after, false);
        return without(of(before, false), denied).stream()
                .flatMap(statement -> parts(statement)
                        .filter(part ->
                                denied.stream().noneMatch(other -> holds(other, part) && isAsWide(other, statement)))
                        .map(Part::action))
                .collect(LinkedHashSet::new, Set::add, Set::addAll);
    }

    /** A part of what a statement is about: it is held by another statement, or it is not. */
    private record Part(String action, Extent what, Extent where, Extent whom) {}

    private static List<Statement> of(List<Statement> statements, boolean allowing) {
        return statements.stream()
                .filter(statement -> statement.allows() == allowing)
                .toList();
    }

    private static List<Statement> without(List<Statement> some, List<Statement> others) {
        Set<Statement> known = new HashSet<>(others);
        return some.stream().filter(one -> !known.contains(one)).toList();
    }

    private Stream<Part> parts(Statement statement) {
        Extent what = statement.what();
        List<Extent> places =
                isLong() ? List.of(statement.where()) : statement.where().parts();
        List<Extent> people = isLong()
                ? List.of(statement.principals().whom())
                : statement.principals().whom().parts();
        List<Part> parts = new ArrayList<>();
        for (Extent where : places) {
            for (Extent whom : people) {
                if (isLong() || what.allBut()) {
                    parts.add(new Part(named(statement), what, where, whom));
                } else {
                    statement
                            .actions()
                            .forEach(action -> parts.add(new Part(action, Extent.ofAction(action), where, whom)));
                }
            }
        }
        return parts.stream();
    }

    private static String named(Statement statement) {
        return statement.actions().size() == 1 && !statement.allActionsBut()
                ? statement.actions().getFirst()
                : Grants.Grant.EVERY_ACTION;
    }

    private boolean isLong() {
        return length(before) * length(after) > MOST_COMPARED;
    }

    private static long length(List<Statement> statements) {
        return statements.stream().mapToLong(Statement::length).sum();
    }

    private boolean holds(Statement wider, Part part) {
        return holds(wider.what(), part.what())
                && holds(wider.where(), part.where())
                && holds(wider.principals().whom(), part.whom());
    }

    private boolean holds(Extent wider, Extent part) {
        Extents extents = new Extents(isLong());
        extents.add(wider);
        return extents.hold(part);
    }

    /** Whether whoever is under the conditions of one is under those of the other. */
    private static boolean isAsWide(Statement wider, Statement statement) {
        Set<Condition> limits = statement.limits();
        return wider.limits().stream().allMatch(condition -> limits.stream().anyMatch(condition::isAsWideAs));
    }
}
