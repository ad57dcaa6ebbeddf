package dev.infrahub.diagnosis;

import dev.infrahub.diagnosis.KnownFailure.Found;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Known failures in lines that are part of no diagnostic: of each the first line, and how often. What passes by itself only counts
 * beside what says that something failed, or beside the end.
 */
final class Hits {

    /** So many lines. */
    private static final int NEAR = 60;

    private final Map<String, Hit> counted = new LinkedHashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Deque<Hit> undecided = new ArrayDeque<>();

    /** A known failure in a line of a unit. */
    record Hit(String unit, LogLine line, Found found) {

        KnownFailure failure() {
            return found.failure();
        }

        private boolean passes() {
            return failure().passes();
        }
    }

    void add(Hit hit) {
        if (hit.passes()) {
            forgetBefore(hit.line().number() - NEAR);
            undecided.add(hit);
        } else {
            count(hit);
        }
    }

    private void count(Hit hit) {
        if (counted.putIfAbsent(hit.failure().id(), hit) == null) {
            LogLine.kept(hit.line().number(), hit.line().text());
        }
        times.merge(hit.failure().id(), 1, Integer::sum);
    }

    private void forgetBefore(int line) {
        while (!undecided.isEmpty() && undecided.getFirst().line().number() < line) {
            undecided.removeFirst();
        }
    }

    /** Something says that it failed at this line, or the log ends there. */
    void failed(int line) {
        forgetBefore(line - NEAR);
        undecided.forEach(this::count);
        undecided.clear();
    }

    /** A unit went well: what passes by itself has passed since that line. */
    void wentWell(String unit, int since) {
        Predicate<Hit> isOver =
                hit -> hit.passes() && hit.unit().equals(unit) && hit.line().number() > since;
        undecided.removeIf(isOver);
        counted.values().removeIf(isOver);
    }

    List<Hit> all() {
        return List.copyOf(counted.values());
    }

    /** How often a failure was seen where it counted. */
    int times(Hit hit) {
        return times.getOrDefault(hit.failure().id(), 1);
    }

    /** How often any was. */
    int count() {
        return counted.keySet().stream()
                .mapToInt(id -> times.getOrDefault(id, 1))
                .sum();
    }
}
