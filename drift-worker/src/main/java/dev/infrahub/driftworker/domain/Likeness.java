package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Parts;
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
    /** Bindings of roles of Google that say the same. */
    BINDINGS("bindings", true),
    /** The same items in another order. */
    REORDERED("reordered", true),
    /** The same set: in whatever order, each once, and networks however they are spelt. */
    SET("set", true),
    /** The same bytes, once in base64. */
    BASE64("base64", true),
    /** The same resource of Azure in other letters. */
    AZURE_ID("azure-id", true),
    /** The same number, once as text. */
    NUMBER("number", true),
    /** The same text, once with entities of HTML. */
    HTML("html", false),
    /** The same time in other units. */
    DURATION("duration", true),
    /** The same name in the DNS. */
    DNS("dns", true),
    /** Two numbers, of what is numbered anew. */
    NUMBER_MOVED("number-moved", false),
    /** The number is a greater one. */
    GROWS("grows", false),
    /** A later one of the same major version. */
    MINOR("minor", false),
    /** A later one of the same minor version. */
    PATCH("patch", false),
    /** One minor version later, or a patch. */
    NEXT_MINOR("next-minor", false),
    /** Another revision of the same family of tasks. */
    REVISION("revision", false),
    /** Names of the same kind of thing in the same account. */
    ARN("arn", false),
    /** Two numbers of what runs, none of them none. */
    SCALES("scales", false),
    /** Something else than before, and not nothing. */
    ANOTHER("another", false),
    /** Something where nothing was. */
    APPEARS("appears", false);

    private static final int LONGEST_NUMBER = 40;
    private static final int PARTS_OF_OWNER = 5;

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
            case BINDINGS -> areTexts(before, after) && PolicyText.sameBindings(text(before), text(after));
            case REORDERED -> areReordered(before, after);
            case SET -> Networks.normal(before).equals(Networks.normal(after));
            case BASE64 -> areTexts(before, after) && Base64Text.isSame(text(before), text(after));
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
            case MINOR -> areTexts(before, after) && Versions.isMinorUpgrade(text(before), text(after));
            case PATCH -> areTexts(before, after) && Versions.isPatch(text(before), text(after));
            case NEXT_MINOR -> areTexts(before, after) && Versions.isNextMinor(text(before), text(after));
            case REVISION -> areTexts(before, after) && family(text(before)).equals(family(text(after)));
            case ARN -> areTexts(before, after) && owner(text(before)).equals(owner(text(after)));
            case SCALES -> isPositive(before) && isPositive(after);
            case ANOTHER -> !isEmpty(before) && !isEmpty(after);
            case APPEARS -> isEmpty(before) && !isEmpty(after);
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

    /** Of two texts none is a number, and neither is one with zeros to spare: versions and modes only look like some. */
    private static boolean sameNumber(Value before, Value after) {
        if (areTexts(before, after) || hasZerosToSpare(before) || hasZerosToSpare(after)) {
            return false;
        }
        Optional<BigDecimal> was = number(before).or(() -> numberIn(before));
        Optional<BigDecimal> is = number(after).or(() -> numberIn(after));
        return was.isPresent() && is.isPresent() && was.get().compareTo(is.get()) == 0;
    }

    private static boolean hasZerosToSpare(Value value) {
        return value instanceof Value.Text(String text)
                && parsed(text)
                        .filter(number ->
                                !number.stripTrailingZeros().toPlainString().equals(text))
                        .isPresent();
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

    /** What a task definition is called, without the number of its revision. */
    private static String family(String definition) {
        int colon = definition.lastIndexOf(':');
        boolean numbered = colon > 0
                && colon < definition.length() - 1
                && definition.chars().skip(colon + 1L).allMatch(c -> c >= '0' && c <= '9');
        return numbered ? definition.substring(0, colon) : definition;
    }

    /** Up to its account, an ARN says whose it is. */
    private static List<String> owner(String arn) {
        return Parts.of(arn, ':').stream().limit(PARTS_OF_OWNER).toList();
    }

    private static boolean isPositive(Value value) {
        return number(value)
                .or(() -> numberIn(value))
                .filter(number -> number.signum() > 0)
                .isPresent();
    }
}
