package dev.infrahub.terraform;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Replaced;
import dev.infrahub.json.Value;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Values in a form whose canonical JSON differs wherever they do. Terraform's numbers are decimals of any length: what a
 * double cannot hold becomes a tagged string, as RFC 8785 advises in appendix D. An attribute that is null is left out, because old formats leave out what new ones write as null.
 */
final class ExactValues {

    /** No string of a provider begins with it; one that does is tagged as well, so that none can pass for another. */
    private static final String TAG = "\u0000";

    private static final int EXACT_DIGITS = 15;

    private ExactValues() {}

    /** Bytes that no other value has. */
    static byte[] canonical(Value value) {
        try {
            return CanonicalJson.of(of(value)).getBytes(StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            // RFC 8785, section 3.2.2.2: an unpaired surrogate has no UTF-8, and a stand-in for it would make two one
            throw NotAPlan.unreadable("a string with half a character, an unpaired surrogate");
        }
    }

    static Value of(Value value) {
        return switch (value) {
            case Value.Members(var members) -> members(members);
            case Value.Items items -> Replaced.items(items, ExactValues::of);
            case Value.Text(String text) when text.startsWith(TAG) -> new Value.Text(TAG + "text:" + text);
            case Value.Num(String spelling) -> isShortInteger(spelling) ? value : number(spelling);
            case Value.Text _, Value.Bool _, Value.Special _ -> value;
        };
    }

    private static Value members(Map<String, Value> members) {
        Map<String, Value> exact = new LinkedHashMap<>();
        members.forEach((name, member) -> {
            if (!member.isNull()) {
                exact.put(name, of(member));
            }
        });
        return new Value.Members(exact);
    }

    /** Most numbers are; any double holds them. */
    private static boolean isShortInteger(String spelling) {
        return spelling.length() <= EXACT_DIGITS && spelling.chars().allMatch(Character::isDigit);
    }

    private static Value number(String spelling) {
        try {
            BigDecimal number = new BigDecimal(spelling);
            return fitsDouble(number) ? new Value.Num(spelling) : tagged(stripped(number));
        } catch (ArithmeticException | NumberFormatException _) {
            // an exponent beyond all computing: two spellings of it are two numbers, which errs on the safe side
            return tagged(spelling);
        }
    }

    private static boolean fitsDouble(BigDecimal number) {
        double nearest = number.doubleValue();
        return Double.isFinite(nearest) && new BigDecimal(CanonicalJson.number(nearest)).compareTo(number) == 0;
    }

    private static String stripped(BigDecimal number) {
        return number.stripTrailingZeros().toString();
    }

    private static Value tagged(String number) {
        return new Value.Text(TAG + "number:" + number);
    }
}
