package dev.infrahub.findings;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * How a condition compares, in the words of AWS IAM.
 *
 * @param quantifier how many of many values must fit; empty for keys of one value
 * @param orNone whether it holds for one who does not bring the key
 * @param negated whether the values are those that must not be
 * @param order which side of its value is let in
 */
record Operator(String quantifier, boolean orNone, boolean negated, Comparison comparison, Order order) {

    private static final String OF_ALL = "forallvalues:";
    private static final List<String> QUANTIFIERS = List.of(OF_ALL, "foranyvalue:");
    private static final String OR_NONE = "ifexists";
    private static final String INCLUDED = "equals";
    private static final int LONGEST_NUMBER = 40;

    /** What is compared. */
    private enum Comparison {
        TEXT,
        /** Text, whatever its case. */
        WORD,
        PATTERN,
        NUMBER,
        DATE,
        ADDRESS,
        /** One that is not known here. */
        OTHER
    }

    private enum Order {
        NONE,
        LESS,
        LESS_OR_EQUAL,
        GREATER,
        GREATER_OR_EQUAL;

        private boolean isLess() {
            return this == LESS || this == LESS_OR_EQUAL;
        }

        /** Whether the value itself is let in. */
        private boolean includes() {
            return this != LESS && this != GREATER;
        }
    }

    /** @param spelt in lower case, for example {@code foranyvalue:stringlikeifexists} */
    static Operator of(String spelt) {
        String quantifier =
                QUANTIFIERS.stream().filter(spelt::startsWith).findFirst().orElse("");
        boolean orNone = spelt.endsWith(OR_NONE);
        String plain = spelt.substring(quantifier.length(), spelt.length() - (orNone ? OR_NONE.length() : 0));
        String positive = plain.replace("not", "");
        return new Operator(quantifier, orNone, !positive.equals(plain), comparison(positive), order(positive));
    }

    private static Comparison comparison(String plain) {
        return switch (plain) {
            case "stringequals", "binaryequals" -> Comparison.TEXT;
            case "stringequalsignorecase", "bool", "null" -> Comparison.WORD;
            case "stringlike", "arnlike", "arnequals" -> Comparison.PATTERN;
            case "ipaddress" -> Comparison.ADDRESS;
            default ->
                plain.startsWith("numeric")
                        ? Comparison.NUMBER
                        : plain.startsWith("date") ? Comparison.DATE : Comparison.OTHER;
        };
    }

    private static Order order(String plain) {
        boolean includes = plain.endsWith(INCLUDED);
        if (plain.contains("lessthan")) {
            return includes ? Order.LESS_OR_EQUAL : Order.LESS;
        }
        if (plain.contains("greaterthan")) {
            return includes ? Order.GREATER_OR_EQUAL : Order.GREATER;
        }
        return Order.NONE;
    }

    /** Whether it lets through, with these values, all that another does with its own; false where that cannot be told. */
    boolean isAsWide(List<String> values, Operator other, List<String> others) {
        if (!quantifier.equals(other.quantifier)
                || negated != other.negated
                || (other.holdsForNone() && !holdsForNone())) {
            return false;
        }
        if (order != Order.NONE || other.order != Order.NONE) {
            return isAsFar(values, other, others);
        }
        return negated ? other.holds(others, this, values) : holds(values, other, others);
    }

    /** Whether it holds for one who does not bring the key: what must not be is not, and all of no values are whatever they must be. */
    private boolean holdsForNone() {
        return orNone
                || (comparison != Comparison.OTHER && (quantifier.isEmpty() ? negated : quantifier.equals(OF_ALL)));
    }

    /** Whether it holds where it would with one of its values alone. */
    boolean isOneOf() {
        return !negated && !quantifier.equals(OF_ALL) && comparison != Comparison.OTHER;
    }

    private boolean isAsFar(List<String> values, Operator other, List<String> others) {
        boolean turned = other.order != Order.NONE && order.isLess() != other.order.isLess();
        if (comparison != other.comparison || order == Order.NONE || turned) {
            return false;
        }
        Optional<BigDecimal> mine = farthest(values);
        Optional<BigDecimal> theirs = farthest(others);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return order == other.order && new HashSet<>(values).containsAll(others);
        }
        int further = further(mine.get(), theirs.get());
        return further > 0 || (further == 0 && (order.includes() || !other.order.includes()));
    }

    /** Of values one is enough: the one that lets most in. Empty where one cannot be read. */
    private Optional<BigDecimal> farthest(List<String> values) {
        Optional<BigDecimal> farthest = Optional.empty();
        for (String value : values) {
            Optional<BigDecimal> next = number(value);
            if (next.isEmpty()) {
                return next;
            }
            boolean further = farthest.isEmpty() || further(next.get(), farthest.get()) > 0;
            farthest = further ? next : farthest;
        }
        return farthest;
    }

    /** Positive where the first lets more in than the second. */
    private int further(BigDecimal one, BigDecimal other) {
        return order.isLess() ? one.compareTo(other) : other.compareTo(one);
    }

    private Optional<BigDecimal> number(String value) {
        try {
            return value.length() > LONGEST_NUMBER
                    ? Optional.empty()
                    : Optional.of(value.indexOf('-') > 0 ? seconds(value) : new BigDecimal(value));
        } catch (NumberFormatException | DateTimeParseException _) {
            return Optional.empty();
        }
    }

    private static BigDecimal seconds(String date) {
        Instant instant = date.indexOf('T') < 0
                ? LocalDate.parse(date).atStartOfDay(ZoneOffset.UTC).toInstant()
                : OffsetDateTime.parse(date).toInstant();
        return BigDecimal.valueOf(instant.getEpochSecond());
    }

    /** Whether all that is one of the others is one of these. */
    private boolean holds(List<String> values, Operator other, List<String> others) {
        if (comparison == Comparison.ADDRESS && other.comparison == Comparison.ADDRESS) {
            return holdNetworks(values, others);
        }
        return others.stream().allMatch(theirs -> values.stream().anyMatch(mine -> holds(mine, other, theirs)));
    }

    private static boolean holdNetworks(List<String> values, List<String> others) {
        Set<String> spelt = new HashSet<>(values);
        List<String> left =
                others.stream().filter(theirs -> !spelt.contains(theirs)).toList();
        Addresses theirs = new Addresses();
        boolean understood = left.stream().map(theirs::add).reduce(true, Boolean::logicalAnd);
        Addresses mine = new Addresses();
        for (String value : values) {
            Addresses one = new Addresses();
            understood &= one.add(value);
            if (one.isExact()) {
                mine.add(one);
            }
        }
        return left.isEmpty() || (understood && theirs.without(mine).isNobody());
    }

    private boolean holds(String mine, Operator other, String theirs) {
        boolean literally = other.comparison == Comparison.TEXT
                || (other.comparison == Comparison.PATTERN && !Wildcard.isIn(theirs));
        return switch (comparison) {
            case TEXT -> literally && mine.equals(theirs);
            case WORD ->
                (literally || other.comparison == Comparison.WORD)
                        && mine.toLowerCase(Locale.ROOT).equals(theirs.toLowerCase(Locale.ROOT));
            case PATTERN ->
                literally
                        ? Wildcard.matches(mine, theirs)
                        : other.comparison == Comparison.PATTERN && Extents.isWider(mine, theirs);
            case NUMBER, DATE, ADDRESS, OTHER -> comparison == other.comparison && mine.equals(theirs);
        };
    }
}
