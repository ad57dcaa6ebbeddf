package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Parts;
import java.util.ArrayList;
import java.util.List;

/** Versions of engines and clusters: what an upgrade that comes by itself may change. */
final class Versions {

    private static final int MOST_DIGITS = 9;

    private Versions() {}

    /** Of two parts the first is the major version, as of PostgreSQL 14.7; of more the first two, as of MySQL 8.0.35. */
    static boolean isMinorUpgrade(String before, String after) {
        List<Integer> was = numbers(before);
        List<Integer> is = numbers(after);
        int major = Parts.of(before, '.').size() > 2 ? 2 : 1;
        return was.size() > major && isLaterWithin(major, was, is);
    }

    /** The first two parts are the same: 1.29 and 1.29.4, 1.29.4 and 1.29.9. */
    static boolean isPatch(String before, String after) {
        return isLaterWithin(2, numbers(before), numbers(after));
    }

    /** One minor version later, or a patch: what a cluster is upgraded to at a time. */
    static boolean isNextMinor(String before, String after) {
        List<Integer> was = numbers(before);
        List<Integer> is = numbers(after);
        return isPatch(before, after)
                || (was.size() > 1
                        && is.size() > 1
                        && was.getFirst().equals(is.getFirst())
                        && is.get(1) == was.get(1) + 1);
    }

    private static boolean isLaterWithin(int parts, List<Integer> was, List<Integer> is) {
        return was.size() >= parts
                && is.size() >= parts
                && was.subList(0, parts).equals(is.subList(0, parts))
                && compare(was, is) <= 0;
    }

    private static int compare(List<Integer> one, List<Integer> other) {
        for (int at = 0; at < Math.min(one.size(), other.size()); at++) {
            int order = Integer.compare(one.get(at), other.get(at));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(one.size(), other.size());
    }

    /** The numbers that it begins with: of {@code 8.0.mysql_aurora.3.04.0} the first two. */
    private static List<Integer> numbers(String version) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : Parts.of(version, '.')) {
            boolean number = !part.isEmpty()
                    && part.length() <= MOST_DIGITS
                    && part.chars().allMatch(c -> c >= '0' && c <= '9');
            if (!number) {
                return numbers;
            }
            numbers.add(Integer.valueOf(part));
        }
        return numbers;
    }
}
