package dev.infrahub.findings;

import dev.infrahub.json.Parts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Ports as disjoint ranges in ascending order. */
record Ports(List<Range> ranges) {

    private static final int LAST = 65_535;
    private static final int MOST_DIGITS = 5;
    private static final int SHOWN = 10;

    static final Ports NONE = new Ports(List.of());
    static final Ports ALL = new Ports(List.of(new Range(0, LAST)));

    /** Administration, databases, caches, message brokers, orchestration: nothing the public has business with. */
    private static final List<Integer> SENSITIVE = List.of(
            22, 23, 135, 139, 445, 1433, 1521, 2049, 2375, 2376, 2379, 3306, 3389, 5432, 5601, 5672, 5900, 5984, 5985,
            5986, 6379, 6443, 8086, 9042, 9092, 9200, 9300, 10250, 11211, 15672, 27017);

    private static final Set<Integer> OF_THE_PUBLIC = Set.of(80, 443);

    private static final Set<String> EVERY = Set.of("*", "all", "any", "-1", "-1/-1", "-1--1");

    /** From the first to the last, both included. */
    record Range(int first, int last) {

        private boolean holds(int port) {
            return first <= port && port <= last;
        }

        private Severity severity() {
            if (first == last && OF_THE_PUBLIC.contains(first)) {
                return Severity.LOW;
            }
            return SENSITIVE.stream().anyMatch(this::holds) ? Severity.HIGH : Severity.MEDIUM;
        }

        private String words() {
            return first == last ? Integer.toString(first) : first + "-" + last;
        }
    }

    /** All of these together; neighbours are joined, and port 0 is told by nobody. */
    static Ports of(Collection<Range> some) {
        List<Range> sorted =
                some.stream().sorted(Comparator.comparingInt(Range::first)).toList();
        List<Range> joined = new ArrayList<>();
        for (Range next : sorted) {
            Range last = joined.isEmpty() ? null : joined.getLast();
            if (last != null && next.first() <= last.last() + 1) {
                joined.set(joined.size() - 1, new Range(last.first(), Math.max(last.last(), next.last())));
            } else {
                joined.add(next);
            }
        }
        return joined.size() == 1 && isAll(joined.getFirst()) ? ALL : new Ports(joined);
    }

    static Ports between(int first, int last) {
        return of(List.of(new Range(first, last)));
    }

    /** As providers spell them: 22, 8000-8010, 22/22, 8000:8010, tcp/22, 22,80, *; empty where it is none of these. */
    static Optional<Ports> parse(String text) {
        List<Range> ranges = new ArrayList<>();
        for (String part : Parts.of(text.toLowerCase(Locale.ROOT), ',')) {
            String spelt = withoutProtocol(part.strip());
            if (EVERY.contains(spelt)) {
                return Optional.of(ALL);
            }
            Optional<Range> range = range(spelt);
            if (range.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(range.get());
        }
        return Optional.of(of(ranges));
    }

    private static String withoutProtocol(String text) {
        int slash = text.indexOf('/');
        return slash > 0 && text.substring(0, slash).chars().allMatch(c -> c >= 'a' && c <= 'z')
                ? text.substring(slash + 1)
                : text;
    }

    private static Optional<Range> range(String text) {
        int separator = separator(text);
        String first = separator < 0 ? text : text.substring(0, separator).strip();
        String last = separator < 0 ? text : text.substring(separator + 1).strip();
        return number(first)
                .flatMap(from -> number(last).filter(to -> from <= to).map(to -> new Range(from, to)));
    }

    private static int separator(String text) {
        for (int i = 1; i < text.length(); i++) {
            if ("-/:".indexOf(text.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    static Optional<Integer> number(String digits) {
        boolean isNumber = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return isNumber ? Optional.of(Integer.parseInt(digits)).filter(port -> port <= LAST) : Optional.empty();
    }

    private static boolean isAll(Range range) {
        return range.first() <= 1 && range.last() == LAST;
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    boolean isAll() {
        return ranges.size() == 1 && isAll(ranges.getFirst());
    }

    Ports without(Ports others) {
        List<Range> left = new ArrayList<>();
        int index = 0;
        for (Range range : ranges) {
            int from = range.first();
            while (index < others.ranges.size() && others.ranges.get(index).last() < from) {
                index++;
            }
            for (int at = index;
                    at < others.ranges.size() && others.ranges.get(at).first() <= range.last();
                    at++) {
                Range other = others.ranges.get(at);
                if (from < other.first()) {
                    left.add(new Range(from, other.first() - 1));
                }
                from = Math.max(from, other.last() + 1);
                index = at;
            }
            if (from <= range.last()) {
                left.add(new Range(from, range.last()));
            }
        }
        return new Ports(left);
    }

    /** That of the gravest. */
    Severity severity() {
        return ranges.stream()
                .map(Range::severity)
                .reduce(Severity.LOW, (one, other) -> one.atLeast(other) ? one : other);
    }

    String words() {
        if (isAll()) {
            return "all ports";
        }
        String shown = ranges.stream().limit(SHOWN).map(Range::words).collect(Collectors.joining(", "));
        String more = ranges.size() > SHOWN ? " and %d more".formatted(ranges.size() - SHOWN) : "";
        boolean one = ranges.size() == 1
                && ranges.getFirst().first() == ranges.getFirst().last();
        return (one ? "port " : "ports ") + shown + more;
    }
}
