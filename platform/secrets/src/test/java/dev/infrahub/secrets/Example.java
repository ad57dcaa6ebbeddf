package dev.infrahub.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Random;

/**
 * An example of a rule, filled in. {@code <aA9 40>} stands for forty characters of an alphabet, {@code <uuid>} for a UUID,
 * {@code <basic 16>} for a user and a password in base64, {@code <proof>} for the checksum of the secret so far, {@code <n>} for the
 * end of a line, {@code <s>} for a space, and {@code <=>} for nothing: it parts what a scanner would find. What is secret stands
 * between {@code «} and {@code »}; all of it where they are missing.
 */
final class Example {

    private static final Map<String, String> ALPHABETS = Map.of(
            "a", "abcdefghijklmnopqrstuvwxyz",
            "A", "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
            "9", "0123456789",
            "2", "234567",
            "f", "0123456789abcdef",
            "F", "0123456789ABCDEF");

    private static final Map<String, String> CHARACTERS = Map.of("n", "\n", "s", " ", "=", "");

    private final Rule rule;
    private final String example;
    private final Random random;
    private final StringBuilder text = new StringBuilder();
    private int secretStart;
    private int secretEnd = -1;

    private Example(Rule rule, String example) {
        this.rule = rule;
        this.example = example;
        this.random = new Random(example.hashCode());
    }

    static Specimens.Specimen of(Rule rule, String example) {
        Example filled = new Example(rule, example);
        filled.fill();
        String text = filled.text.toString();
        int end = filled.secretEnd < 0 ? text.length() : filled.secretEnd;
        return new Specimens.Specimen(rule.id(), text, text.substring(filled.secretStart, end));
    }

    private void fill() {
        int at = 0;
        while (at < example.length()) {
            char c = example.charAt(at);
            int end = c == '<' ? example.indexOf('>', at) : -1;
            if (c == '«') {
                secretStart = text.length();
            } else if (c == '»') {
                secretEnd = text.length();
            } else if (end < 0 || !fill(example.substring(at + 1, end))) {
                text.append(c);
                end = -1;
            }
            at = Math.max(at, end) + 1;
        }
    }

    private boolean fill(String name) {
        int space = name.indexOf(' ');
        if (CHARACTERS.containsKey(name)) {
            text.append(CHARACTERS.get(name));
        } else if (name.equals("uuid")) {
            text.append(drawn("f", 8))
                    .append('-')
                    .append(drawn("f", 4))
                    .append("-4")
                    .append(drawn("f", 3));
            text.append("-a").append(drawn("f", 3)).append('-').append(drawn("f", 12));
        } else if (name.equals("proof")) {
            text.append(proof(text.substring(secretStart)));
        } else if (name.startsWith("basic ")) {
            text.append(basic(name.substring(space + 1)));
        } else if (space > 0 && name.substring(space + 1).chars().allMatch(Character::isDigit)) {
            text.append(drawn(name.substring(0, space), Integer.parseInt(name.substring(space + 1))));
        } else {
            return false;
        }
        return true;
    }

    private String basic(String length) {
        byte[] pair = ("app:" + drawn("aA9", Integer.parseInt(length))).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(pair);
    }

    private String drawn(String alphabets, int length) {
        StringBuilder alphabet = new StringBuilder();
        alphabets
                .chars()
                .forEach(c -> alphabet.append(ALPHABETS.getOrDefault(Character.toString(c), Character.toString(c))));
        StringBuilder drawn = new StringBuilder();
        for (int i = 0; i < length; i++) {
            drawn.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return drawn.toString();
    }

    /** Written down apart from {@link Proof}, as the issuers describe it. */
    private String proof(String said) {
        return switch (rule.proof()) {
            case CRC_BASE62 -> base62(crc(said.substring(said.indexOf('_') + 1)));
            case CRC_HEX -> littleEndian(crc(said.substring(0, said.length() - 1)));
            case CRC_CAPITALS -> "%08X".formatted(crc(said));
            case GITLAB_ROUTABLE -> routable(said);
            default -> throw new IllegalArgumentException(rule.id() + " has no checksum");
        };
    }

    private static long crc(String text) {
        int crc = -1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            crc ^= c;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : 0xEDB88320);
            }
        }
        return Integer.toUnsignedLong(~crc);
    }

    private static String base62(long number) {
        String digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
        StringBuilder text = new StringBuilder();
        long left = number;
        for (int i = 0; i < 6; i++) {
            text.insert(0, digits.charAt((int) (left % 62)));
            left /= 62;
        }
        return text.toString();
    }

    private static String littleEndian(long number) {
        StringBuilder text = new StringBuilder();
        for (int shift = 0; shift < 32; shift += 8) {
            text.append("%02x".formatted((number >>> shift) & 0xFF));
        }
        return text.toString();
    }

    private static String routable(String said) {
        return "%7s".formatted(Long.toString(crc(said), 36)).replace(' ', '0');
    }
}
