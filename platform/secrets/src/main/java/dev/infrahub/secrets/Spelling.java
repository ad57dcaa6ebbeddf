package dev.infrahub.secrets;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * One way to write a secret down.
 *
 * @param place where it has to stand to be no coincidence
 * @param letters what counts as the same letter
 */
record Spelling(String text, Place place, Letters letters) {

    private static final int SHORTEST_ANY_CASE = 12;
    private static final int SHORTEST_BYTES = 6;
    private static final int SHORTEST_LINE = 24;
    private static final int MOST_LINES = 200;
    private static final int MOST_DIGITS = 40;
    private static final int BITS_OF_BYTE = 8;
    private static final int BITS_OF_DIGIT = 6;

    /** What is longer is a key, and mostly printed in one piece. */
    private static final int MOST_PARTED = 128;

    /** As tools print bytes in hexadecimal, and programming languages write them. */
    private static final List<String> BETWEEN_BYTES = List.of(":", " ", "-", ", 0x");

    enum Place {
        /** Within words too. */
        ANYWHERE,
        /** Between characters that are neither letters nor digits. */
        WORD,
        /** The whole text. */
        WHOLE
    }

    enum Letters {
        EXACT,
        ANY_CASE,
        /** Either alphabet of base64. */
        BASE64,
        /** All of these together. */
        FOLDED
    }

    static List<Spelling> of(String secret) {
        List<Spelling> all = new ArrayList<>();
        String stripped = secret.strip();
        if (stripped.length() < KnownSecrets.SHORTEST) {
            return all;
        }
        addPlain(stripped, all);
        addBytes(stripped.getBytes(StandardCharsets.UTF_8), all);
        addLines(stripped, all);
        addNumber(stripped, all);
        Encoded.text(stripped, Encoded.MOST)
                .map(Encoded.Text::text)
                .map(String::strip)
                .filter(inside -> inside.length() >= KnownSecrets.SHORTEST_PART)
                .ifPresent(inside -> addPlain(inside, all));
        return all;
    }

    /** In hexadecimal with something between the bytes: each is long, so that they are what goes where there is no room for all. */
    static List<Spelling> inParts(String secret) {
        byte[] bytes = secret.strip().getBytes(StandardCharsets.UTF_8);
        return bytes.length < SHORTEST_BYTES || bytes.length > MOST_PARTED
                ? List.of()
                : BETWEEN_BYTES.stream()
                        .map(between -> HexFormat.ofDelimiter(between).formatHex(bytes))
                        .map(hex -> new Spelling(hex, Place.ANYWHERE, Letters.ANY_CASE))
                        .toList();
    }

    private static void addPlain(String secret, List<Spelling> all) {
        all.add(new Spelling(secret, place(secret.length()), letters(secret)));
        if (secret.indexOf(' ') >= 0) {
            String ofForm = secret.replace(' ', '+');
            all.add(new Spelling(ofForm, place(ofForm.length()), letters(ofForm)));
        }
    }

    private static Place place(int length) {
        return length >= KnownSecrets.SHORTEST_PART
                ? Place.ANYWHERE
                : length >= KnownSecrets.SHORTEST_WORD ? Place.WORD : Place.WHOLE;
    }

    /** A short secret made of letters alone is a word: in another case it is the name of something. */
    private static Letters letters(String secret) {
        boolean isWord = secret.chars().allMatch(Character::isLetter);
        int shortest = isWord ? SHORTEST_ANY_CASE : KnownSecrets.SHORTEST_PART;
        return secret.length() >= shortest ? Letters.ANY_CASE : Letters.EXACT;
    }

    private static void addBytes(byte[] bytes, List<Spelling> all) {
        boolean isLong = bytes.length >= SHORTEST_BYTES;
        String hex = HexFormat.of().formatHex(bytes);
        if (isLong) {
            all.add(new Spelling(hex, Place.ANYWHERE, Letters.ANY_CASE));
            for (int before = 0; before < 3; before++) {
                all.add(new Spelling(core(bytes, before), Place.ANYWHERE, Letters.BASE64));
            }
        } else {
            all.add(new Spelling(hex, Place.WHOLE, Letters.EXACT));
            all.add(new Spelling(hex.toUpperCase(Locale.ROOT), Place.WHOLE, Letters.EXACT));
            for (Base64.Encoder encoder : List.of(Base64.getEncoder(), Base64.getUrlEncoder())) {
                all.add(new Spelling(encoder.encodeToString(bytes), Place.WHOLE, Letters.EXACT));
                all.add(new Spelling(encoder.withoutPadding().encodeToString(bytes), Place.WHOLE, Letters.EXACT));
            }
        }
    }

    /** The digits of base64 that these bytes alone decide, where so many others stand before them in a group of three. */
    private static String core(byte[] bytes, int before) {
        byte[] shifted = new byte[before + bytes.length];
        System.arraycopy(bytes, 0, shifted, before, bytes.length);
        int first = (before * BITS_OF_BYTE + BITS_OF_DIGIT - 1) / BITS_OF_DIGIT;
        int end = shifted.length * BITS_OF_BYTE / BITS_OF_DIGIT;
        return Base64.getEncoder().encodeToString(shifted).substring(first, end);
    }

    /** Of a key that has several lines each long one tells it, whatever stands between them. */
    private static void addLines(String secret, List<Spelling> all) {
        if (secret.indexOf('\n') < 0) {
            return;
        }
        secret.lines()
                .limit(MOST_LINES)
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE && !line.startsWith("-----"))
                .forEach(line -> all.add(new Spelling(line, Place.ANYWHERE, Letters.EXACT)));
    }

    /** A number comes back from JSON as {@code 1234567.0} or {@code 1.234567e6}. */
    private static void addNumber(String secret, List<Spelling> all) {
        if (secret.length() > MOST_DIGITS
                || !secret.chars().allMatch(c -> (c >= '0' && c <= '9') || ".eE+-".indexOf(c) >= 0)) {
            return;
        }
        try {
            addNumber(new BigDecimal(secret), all);
        } catch (NumberFormatException _) {
            // digits and signs that are no number have been added as they are
        }
    }

    private static void addNumber(BigDecimal value, List<Spelling> all) {
        BigDecimal number = value.abs().stripTrailingZeros();
        if (Math.abs((long) number.scale()) > MOST_DIGITS) {
            return;
        }
        String plain = number.toPlainString();
        if (plain.length() < KnownSecrets.SHORTEST_WORD) {
            return;
        }
        all.add(new Spelling(plain, Place.WORD, Letters.EXACT));
        String digits = number.unscaledValue().toString();
        int power = digits.length() - 1 - number.scale();
        String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
        for (String exponent : List.of("e" + power, "e+" + power, "e+0" + power, "e0" + power)) {
            all.add(new Spelling(mantissa + exponent, Place.WORD, Letters.ANY_CASE));
        }
        if (number.scale() <= 0) {
            for (char group : new char[] {',', '_', ' ', '.', '\''}) {
                all.add(new Spelling(grouped(plain, group), Place.WORD, Letters.EXACT));
            }
        }
    }

    private static String grouped(String digits, char group) {
        StringBuilder grouped = new StringBuilder(digits);
        for (int i = digits.length() - 3; i > 0; i -= 3) {
            grouped.insert(i, group);
        }
        return grouped.toString();
    }
}
