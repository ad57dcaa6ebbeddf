package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Value;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** How two values that differ can be alike. */
enum Likeness {
    /** Whatever they are. */
    ANY("any", false),
    /** There is nothing in either. */
    EMPTY("empty", true),
    /** Either is not set, false or 0: what the provider takes for not set. */
    DEFAULT("default", false),
    /** The same JSON, laid out otherwise. */
    JSON("json", true),
    /** Policies of AWS that say the same. */
    POLICY("policy", true),
    /** The same items in another order. */
    REORDERED("reordered", true),
    /** The same resource of Azure in other letters. */
    AZURE_ID("azure-id", true),
    /** The same number, once as text. */
    NUMBER("number", true),
    /** The same text, once with entities of HTML. */
    HTML("html", true),
    /** The same time in other units. */
    DURATION("duration", true),
    /** The same name in the DNS. */
    DNS("dns", true),
    /** Two numbers, of what is numbered anew. */
    NUMBER_MOVED("number-moved", false),
    /** The number is a greater one. */
    GROWS("grows", false),
    /** The same major version. */
    MINOR("minor", false);

    private static final int LONGEST_NUMBER = 40;

    private final String spelling;
    private final boolean sameMeaning;

    Likeness(String spelling, boolean sameMeaning) {
        this.spelling = spelling;
        this.sameMeaning = sameMeaning;
    }

    /** Whether both say the very same, so that nothing was changed at all. */
    boolean isSameMeaning() {
        return sameMeaning;
    }

    static Optional<Likeness> of(String spelling) {
        for (Likeness likeness : values()) {
            if (likeness.spelling.equals(spelling)) {
                return Optional.of(likeness);
            }
        }
        return Optional.empty();
    }

    boolean holds(Value before, Value after) {
        return switch (this) {
            case ANY -> true;
            case EMPTY -> isEmpty(before) && isEmpty(after);
            case DEFAULT -> isDefault(before) && isDefault(after);
            case JSON -> areTexts(before, after) && PolicyText.sameJson(text(before), text(after));
            case POLICY -> areTexts(before, after) && PolicyText.samePolicy(text(before), text(after));
            case REORDERED -> areReordered(before, after);
            case AZURE_ID -> areTexts(before, after) && sameAzureId(text(before), text(after));
            case NUMBER -> sameNumber(before, after);
            case HTML ->
                areTexts(before, after) && Entities.decoded(text(before)).equals(Entities.decoded(text(after)));
            case DURATION ->
                areTexts(before, after)
                        && Durations.nanos(text(before)).isPresent()
                        && Durations.nanos(text(before)).equals(Durations.nanos(text(after)));
            case DNS -> areTexts(before, after) && dnsName(text(before)).equals(dnsName(text(after)));
            case NUMBER_MOVED -> number(before).isPresent() && number(after).isPresent();
            case GROWS ->
                number(before).isPresent()
                        && number(after).isPresent()
                        && number(after).get().compareTo(number(before).get()) > 0;
            case MINOR -> areTexts(before, after) && sameMajor(text(before), text(after));
        };
    }

    /** The same value: numbers count, not their spelling, and what is null need not be there. */
    static boolean isSame(Value one, Value other) {
        if (one.equals(other)) {
            return true;
        }
        if (one instanceof Value.Num && other instanceof Value.Num) {
            return sameNumber(one, other);
        }
        if (one instanceof Value.Items(var items) && other instanceof Value.Items(var others)) {
            return items.size() == others.size() && allSame(items, others);
        }
        return one instanceof Value.Members(var members)
                && other instanceof Value.Members(var others)
                && holdsAll(members, other)
                && holdsAll(others, one);
    }

    private static boolean allSame(List<Value> items, List<Value> others) {
        for (int index = 0; index < items.size(); index++) {
            if (!isSame(items.get(index), others.get(index))) {
                return false;
            }
        }
        return true;
    }

    private static boolean holdsAll(Map<String, Value> members, Value other) {
        return members.entrySet().stream().allMatch(member -> isSame(member.getValue(), other.at(member.getKey())));
    }

    static boolean isEmpty(Value value) {
        return switch (value) {
            case Value.Special special -> special.isNull();
            case Value.Text(String text) -> text.isEmpty();
            case Value.Items(var items) -> items.isEmpty();
            case Value.Members(var members) -> members.isEmpty();
            case Value.Bool _, Value.Num _ -> false;
        };
    }

    private static boolean isDefault(Value value) {
        return value.isNull()
                || value.isFalse()
                || value.equals(new Value.Text(""))
                || number(value).filter(number -> number.signum() == 0).isPresent();
    }

    private static boolean areTexts(Value before, Value after) {
        return before instanceof Value.Text && after instanceof Value.Text;
    }

    private static String text(Value value) {
        return value.text().orElseThrow();
    }

    private static boolean areReordered(Value before, Value after) {
        return before instanceof Value.Items(var was)
                && after instanceof Value.Items(var is)
                && was.size() == is.size()
                && counted(was).equals(counted(is));
    }

    private static Map<String, Integer> counted(List<Value> items) {
        Map<String, Integer> counted = new HashMap<>();
        items.forEach(item -> counted.merge(Fingerprints.canonical(item), 1, Integer::sum));
        return counted;
    }

    private static boolean sameAzureId(String before, String after) {
        return before.regionMatches(true, 0, "/subscriptions/", 0, "/subscriptions/".length())
                && before.equalsIgnoreCase(after);
    }

    /** Of two texts none is a number: versions and modes only look like some. */
    private static boolean sameNumber(Value before, Value after) {
        if (areTexts(before, after)) {
            return false;
        }
        Optional<BigDecimal> was = number(before).or(() -> numberIn(before));
        Optional<BigDecimal> is = number(after).or(() -> numberIn(after));
        return was.isPresent() && is.isPresent() && was.get().compareTo(is.get()) == 0;
    }

    static Optional<BigDecimal> number(Value value) {
        return value instanceof Value.Num(String spelling) ? parsed(spelling) : Optional.empty();
    }

    private static Optional<BigDecimal> numberIn(Value value) {
        return value.text().flatMap(Likeness::parsed);
    }

    /** No exponents: to compare them may take more memory than there is. */
    private static Optional<BigDecimal> parsed(String spelling) {
        boolean plain = !spelling.isEmpty()
                && spelling.length() <= LONGEST_NUMBER
                && spelling.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.' || c == '-');
        try {
            return plain ? Optional.of(new BigDecimal(spelling)) : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    private static String dnsName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
    }

    private static boolean sameMajor(String before, String after) {
        int end = before.indexOf('.');
        return end > 0
                && before.chars().limit(end).allMatch(c -> c >= '0' && c <= '9')
                && after.startsWith(before.substring(0, end + 1));
    }
}
