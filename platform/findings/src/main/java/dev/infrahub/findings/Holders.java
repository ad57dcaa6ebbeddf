package dev.infrahub.findings;

import dev.infrahub.json.Allowance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Statements that may do what others do. What is compared often of them is made once; of which of them something is so is a set of bits. */
final class Holders {

    /** Actions times places times people; a statement about more is compared as a whole. */
    private static final long MOST_PARTS = 10_000;

    private final boolean literally;
    private final List<Extents> what;
    private final List<Extents> where;
    private final List<Extents> whom;
    private final List<Set<Condition>> limits;

    /** @param literally whether they are too long to compare them otherwise than whole, and as they are spelt */
    Holders(List<Statement> statements, boolean literally) {
        this.literally = literally;
        this.what = extents(statements, Statement::what);
        this.where = extents(statements, Statement::where);
        this.whom = extents(statements, statement -> statement.principals().whom());
        this.limits = statements.stream().map(Statement::limits).toList();
    }

    private List<Extents> extents(List<Statement> statements, Function<Statement, Extent> side) {
        return statements.stream()
                .map(statement -> {
                    Extents extents = new Extents(literally);
                    extents.add(side.apply(statement));
                    return extents;
                })
                .toList();
    }

    /** How far one statement is held by these. */
    Held of(Statement statement) {
        Allowance.current().check();
        Extent about = statement.what();
        Extent there = statement.where();
        Extent people = statement.principals().whom();
        boolean whole = literally || parts(about) * parts(there) * parts(people) > MOST_PARTS;
        Map<String, BitSet> actions = new LinkedHashMap<>();
        if (whole || about.allBut()) {
            actions.put(named(statement), holding(what, about));
        } else {
            statement
                    .actions()
                    .forEach(action -> actions.computeIfAbsent(action, name -> holding(what, Extent.ofAction(name))));
        }
        Set<BitSet> places = holding(where, whole ? List.of(there) : there.parts());
        Set<BitSet> those = holding(whom, whole ? List.of(people) : people.parts());
        BitSet near = any(actions.values());
        near.and(any(places));
        near.and(any(those));
        return new Held(actions, places, those, wide(statement.limits(), near));
    }

    private static long parts(Extent extent) {
        return extent.allBut() ? 1 : extent.patterns().size();
    }

    private static String named(Statement statement) {
        return statement.actions().size() == 1 && !statement.allActionsBut()
                ? statement.actions().getFirst()
                : Grants.Grant.EVERY_ACTION;
    }

    private static BitSet any(Collection<BitSet> some) {
        BitSet any = new BitSet();
        some.forEach(any::or);
        return any;
    }

    /** Parts that the same ones hold are one. */
    private static Set<BitSet> holding(List<Extents> side, List<Extent> parts) {
        return parts.stream().map(part -> holding(side, part)).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static BitSet holding(List<Extents> side, Extent part) {
        Allowance.current().check();
        BitSet holding = new BitSet();
        for (int index = 0; index < side.size(); index++) {
            holding.set(index, side.get(index).hold(part));
        }
        return holding;
    }

    private Wide wide(Set<Condition> theirs, BitSet near) {
        BitSet wide = new BitSet();
        near.stream()
                .filter(index -> Condition.areAsWide(limits.get(index), theirs, literally))
                .forEach(wide::set);
        return new Wide(
                wide,
                literally
                        ? List.of()
                        : theirs.stream()
                                .filter(Condition::isOneOfSome)
                                .limit(Wide.MOST_SPLIT)
                                .map(one -> byValue(theirs, one, near))
                                .toList());
    }

    /** For each value of one condition, which ones are as wide as if that were its only one. */
    private List<BitSet> byValue(Set<Condition> theirs, Condition one, BitSet near) {
        List<Condition> values = one.each();
        List<BitSet> wide = values.stream().map(_ -> new BitSet()).toList();
        Set<Condition> rest =
                theirs.stream().filter(other -> !other.equals(one)).collect(Collectors.toUnmodifiableSet());
        near.stream().forEach(index -> {
            Allowance.current().check();
            List<Condition> open = limits.get(index).stream()
                    .filter(limit -> rest.stream().noneMatch(limit::isAsWideAs))
                    .toList();
            for (int at = 0; at < values.size(); at++) {
                Condition value = values.get(at);
                if (open.stream().allMatch(limit -> limit.isAsWideAs(value))) {
                    wide.get(at).set(index);
                }
            }
        });
        return wide;
    }

    /**
     * Those that are under conditions as wide as those of a statement.
     *
     * @param whole all by itself
     * @param byValue one list a condition, in it those for each of its values: a statement of two values is two of one
     */
    private record Wide(BitSet whole, List<List<BitSet>> byValue) {

        private static final int MOST_SPLIT = 10;

        private boolean isAmong(BitSet holding) {
            return holding.intersects(whole)
                    || byValue.stream().anyMatch(values -> values.stream().allMatch(holding::intersects));
        }
    }

    /**
     * A statement by its parts, each with those that hold it.
     *
     * @param what by action
     */
    record Held(Map<String, BitSet> what, Set<BitSet> where, Set<BitSet> whom, Wide wide) {

        /**
         * Actions of which a part is under no conditions as wide.
         *
         * @param held whether it must be held at all
         */
        List<String> open(boolean held) {
            List<String> open = new ArrayList<>();
            what.forEach((action, holding) -> {
                Allowance.current().check();
                if (where.stream()
                        .anyMatch(place ->
                                whom.stream().anyMatch(people -> isOpen(common(holding, place, people), held)))) {
                    open.add(action);
                }
            });
            return open;
        }

        private boolean isOpen(BitSet holding, boolean held) {
            return holding.isEmpty() ? !held : !wide.isAmong(holding);
        }

        private static BitSet common(BitSet some, BitSet place, BitSet people) {
            BitSet common = (BitSet) some.clone();
            common.and(place);
            common.and(people);
            return common;
        }
    }
}
