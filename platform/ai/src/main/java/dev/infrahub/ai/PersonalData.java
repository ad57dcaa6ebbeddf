package dev.infrahub.ai;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What says who somebody is, and can be told by its form. */
enum PersonalData {
    EMAIL("[\\pL\\pN._%+-]+@[\\pL\\pN-]+(?:\\.[\\pL\\pN-]+)+"),
    /** ISO 13616: the check digits must hold. */
    IBAN("(?i)\\b[A-Z]{2}[0-9]{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,3})?\\b"),
    /** ISO/IEC 7812: the check digit must hold. */
    CARD("\\b[0-9](?:[ -]?[0-9]){12,18}\\b"),
    /** ITU-T E.164, with its plus. */
    PHONE("\\+[1-9][0-9]{0,2}(?:[ ./-]?\\(?[0-9]{1,4}\\)?){2,6}"),
    IP("\\b(?:[0-9]{1,3}\\.){3}[0-9]{1,3}\\b|\\b(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4}\\b");

    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private final Pattern pattern;

    PersonalData(String pattern) {
        this.pattern = Pattern.compile(pattern);
    }

    /** As it is configured, and stands in place of what was taken out: {@code (email)}. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<PersonalData> of(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text().equals(text)).findFirst();
    }

    /** The text with its name in place of each. */
    String replacedIn(String text) {
        Matcher matcher = pattern.matcher(text);
        StringBuilder replaced = new StringBuilder(text.length());
        int done = 0;
        while (matcher.find()) {
            if (holds(matcher.group())) {
                replaced.append(text, done, matcher.start())
                        .append('(')
                        .append(text())
                        .append(')');
                done = matcher.end();
            }
        }
        return done == 0 ? text : replaced.append(text, done, text.length()).toString();
    }

    /** Where the form alone does not say it. */
    private boolean holds(String found) {
        return switch (this) {
            case EMAIL, IP -> true;
            case IBAN -> isIban(found);
            case CARD -> isCard(found);
            case PHONE -> isPhone(found);
        };
    }

    private static boolean isIban(String found) {
        String compact = found.replace(" ", "").replace("-", "");
        if (compact.length() < 15 || compact.length() > 34) {
            return false;
        }
        StringBuilder digits = new StringBuilder();
        (compact.substring(4) + compact.substring(0, 4))
                .chars()
                .forEach(c -> digits.append(Character.digit(c, Character.MAX_RADIX)));
        return new BigInteger(digits.toString()).mod(NINETY_SEVEN).equals(BigInteger.ONE);
    }

    /** Luhn's sum. */
    private static boolean isCard(String found) {
        int sum = 0;
        boolean doubled = false;
        for (int i = found.length() - 1; i >= 0; i--) {
            int digit = Character.digit(found.charAt(i), 10);
            if (digit >= 0) {
                int weighed = doubled ? 2 * digit : digit;
                sum += weighed > 9 ? weighed - 9 : weighed;
                doubled = !doubled;
            }
        }
        return sum % 10 == 0;
    }

    private static boolean isPhone(String found) {
        long digits = found.chars().filter(Character::isDigit).count();
        return digits >= 8 && digits <= 15;
    }
}
