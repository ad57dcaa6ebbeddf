package dev.infrahub.driftworker.domain;

import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Parts;
import dev.infrahub.json.Value;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sets of networks and of rules about them, spelt in one way: in order, each once, a network by its first address and length. */
final class Networks {

    private static final int BITS_OF_FOUR = 32;
    private static final int BITS_OF_SIX = 128;
    private static final int PARTS_OF_FOUR = 4;
    private static final int MOST_OF_PART = 255;
    private static final int LONGEST = 64;

    /** Words of people, which may look like an address. */
    private static final Set<String> WORDS = Set.of("description", "name", "comment");

    private Networks() {}

    static Value normal(Value value) {
        return switch (value) {
            case Value.Text(String text) -> new Value.Text(network(text).orElse(text));
            case Value.Items(var items) -> new Value.Items(inOrder(items));
            case Value.Members(var members) -> {
                Map<String, Value> each = new TreeMap<>();
                members.forEach((name, member) -> {
                    if (!member.isNull()) {
                        each.put(name, WORDS.contains(name) ? member : normal(member));
                    }
                });
                yield new Value.Members(each);
            }
            case Value.Num _, Value.Bool _, Value.Special _ -> value;
        };
    }

    private static List<Value> inOrder(List<Value> items) {
        List<Value> each =
                new ArrayList<>(items.stream().map(Networks::normal).distinct().toList());
        each.sort(Comparator.comparing(JsonValues::canonical));
        return each;
    }

    /** Bits of the host count as nothing; an address alone is the network of its own. Empty of what is no network. */
    static Optional<String> network(String text) {
        List<String> parts = Parts.of(text.length() > LONGEST ? "" : text, '/');
        Optional<BigInteger> address = parts.size() > 2 ? Optional.empty() : address(parts.getFirst());
        int most = text.indexOf(':') < 0 ? BITS_OF_FOUR : BITS_OF_SIX;
        int length = parts.size() < 2 ? most : number(parts.get(1), most);
        return address.filter(_ -> length >= 0)
                .map(bits ->
                        "%s/%d of %d".formatted(bits.shiftRight(most - length).shiftLeft(most - length), length, most));
    }

    private static Optional<BigInteger> address(String text) {
        return text.indexOf(':') < 0 ? four(text) : six(text);
    }

    /** Zeros before a number make it one to the base of eight, for some. */
    private static Optional<BigInteger> four(String text) {
        List<String> parts = Parts.of(text, '.');
        BigInteger bits = BigInteger.ZERO;
        for (String part : parts) {
            int number = number(part, MOST_OF_PART);
            if (number < 0) {
                return Optional.empty();
            }
            bits = bits.shiftLeft(Byte.SIZE).or(BigInteger.valueOf(number));
        }
        return parts.size() == PARTS_OF_FOUR ? Optional.of(bits) : Optional.empty();
    }

    private static Optional<BigInteger> six(String text) {
        boolean plain = text.toLowerCase(Locale.ROOT)
                .chars()
                .allMatch(c -> c == ':' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
        try {
            return plain && InetAddress.ofLiteral(text) instanceof Inet6Address address
                    ? Optional.of(new BigInteger(1, address.getAddress()))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Less than nothing where it is none, or more than the most. */
    private static int number(String text, int most) {
        boolean plain = !text.isEmpty()
                && text.length() <= 3
                && text.chars().allMatch(c -> c >= '0' && c <= '9')
                && (text.length() == 1 || text.charAt(0) != '0');
        int number = plain ? Integer.parseInt(text) : -1;
        return number <= most ? number : -1;
    }
}
