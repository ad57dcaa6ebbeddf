package dev.infrahub.json;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Canonical JSON by RFC 8785 (JCS): equal values have equal texts. Numbers are doubles there, so two numbers that a double
 * cannot tell apart have the same text; {@link ExactValues} are told apart.
 *
 * <p>Input that I-JSON does not allow (section 3.1) is an {@link IllegalArgumentException}.
 */
public final class CanonicalJson {

    /** From this power of ten on, and below the other, ECMAScript writes an exponent. */
    private static final int LARGEST_PLAIN = 21;

    private static final int SMALLEST_PLAIN = -6;
    private static final MathContext ONE_DIGIT = new MathContext(1, RoundingMode.HALF_EVEN);

    private final StringBuilder out = new StringBuilder();

    private CanonicalJson() {}

    /** The text, to be encoded in UTF-8. */
    public static String of(Value value) {
        CanonicalJson json = new CanonicalJson();
        json.write(value);
        return json.out.toString();
    }

    private void write(Value value) {
        switch (value) {
            case Value.Members(var members) -> writeMembers(members);
            case Value.Items(var items) -> writeItems(items);
            case Value.Text(String text) -> writeString(text);
            case Value.Num(String spelling) -> out.append(number(Double.parseDouble(spelling)));
            case Value.Bool(boolean truth) -> out.append(truth);
            case Value.Special.NULL -> out.append("null");
            case Value.Special _ -> throw new IllegalArgumentException("JSON has no such value");
        }
    }

    /** Section 3.2.3: sorted by UTF-16 code units, which is how Java compares strings. */
    private void writeMembers(Map<String, Value> members) {
        out.append('{');
        String separator = "";
        Map<String, Value> sorted = JsonValues.isInOrder(members) ? members : new TreeMap<>(members);
        for (Map.Entry<String, Value> member : sorted.entrySet()) {
            out.append(separator);
            writeString(member.getKey());
            out.append(':');
            write(member.getValue());
            separator = ",";
        }
        out.append('}');
    }

    private void writeItems(List<Value> items) {
        out.append('[');
        String separator = "";
        for (Value item : items) {
            out.append(separator);
            write(item);
            separator = ",";
        }
        out.append(']');
    }

    /** Section 3.2.2.2. */
    private void writeString(String text) {
        out.append('"');
        int done = 0;
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (isPair(text, index)) {
                index++;
            } else if (unit < ' ' || unit == '"' || unit == '\\' || Character.isSurrogate(unit)) {
                out.append(text, done, index);
                writeEscaped(unit);
                done = index + 1;
            }
        }
        out.append(text, done, text.length()).append('"');
    }

    private static boolean isPair(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }

    private void writeEscaped(char unit) {
        switch (unit) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\t' -> out.append("\\t");
            case '\n' -> out.append("\\n");
            case '\f' -> out.append("\\f");
            case '\r' -> out.append("\\r");
            default -> {
                if (Character.isSurrogate(unit)) {
                    throw new IllegalArgumentException("half a surrogate pair is no character");
                }
                out.append("\\u%04x".formatted((int) unit));
            }
        }
    }

    /** Section 3.2.2.3: as ECMAScript's {@code Number::toString} writes it. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number beyond the range of doubles");
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal shortest = shortest(Math.abs(value));
        String digits = shortest.unscaledValue().toString();
        return (value < 0 ? "-" : "") + laidOut(digits, digits.length() - shortest.scale());
    }

    /**
     * The shortest decimal that reads back as this double. Java's has two digits at least, which makes {@code 4.9E-324} of
     * ECMAScript's {@code 5e-324}.
     */
    private static BigDecimal shortest(double value) {
        BigDecimal decimal = new BigDecimal(Double.toString(value)).stripTrailingZeros();
        BigDecimal oneDigit = decimal.round(ONE_DIGIT).stripTrailingZeros();
        return decimal.precision() == 2 && oneDigit.doubleValue() == value ? oneDigit : decimal;
    }

    /** Digits with the decimal point behind the given number of them. */
    private static String laidOut(String digits, int point) {
        if (point > LARGEST_PLAIN || point <= SMALLEST_PLAIN) {
            String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
            return digits.charAt(0) + fraction + (point > 0 ? "e+" : "e-") + Math.abs(point - 1);
        }
        if (point <= 0) {
            return "0." + "0".repeat(-point) + digits;
        }
        return point >= digits.length()
                ? digits + "0".repeat(point - digits.length())
                : digits.substring(0, point) + "." + digits.substring(point);
    }
}
