package dev.infrahub.secrets;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** What a match must be like to be a credential, and no example, reference or placeholder. */
enum Likeness {
    ANY,
    /** No example of a provider, and nothing that is filled up with a character or two. */
    FILLED,
    LITERAL,
    RANDOM,
    PRIVATE_KEY,
    /** In base64 a user and a password, as HTTP's basic authentication has them. */
    BASIC,
    /** Filled, with a digit at least: words in capitals have none. */
    DIGITS;

    /** So often no character follows itself in what was drawn at random. */
    private static final int LONGEST_RUN = 8;

    /** Zeros are the letter A in base64, and parts of a key may be reserved. */
    private static final int LONGEST_RUN_OF_ZEROS = 24;

    private static final char DELETE = 0x7F;

    /** What is as long as a token and was drawn at random has more characters than this. */
    private static final int LEAST_MIXED = 7;

    private static final int SHORTEST_MIXED = 24;

    boolean accepts(String match) {
        return switch (this) {
            case ANY -> true;
            case FILLED -> isFilled(match);
            case LITERAL -> Values.isLiteral(match);
            case RANDOM -> Values.looksRandom(match);
            case PRIVATE_KEY -> Values.isPrivateKey(match);
            case BASIC -> isUserAndPassword(match);
            case DIGITS -> isFilled(match) && match.chars().anyMatch(Character::isDigit);
        };
    }

    private static boolean isFilled(String match) {
        return !match.contains("EXAMPLE") && !isPadding(match) && isMixed(match);
    }

    private static boolean isPadding(String match) {
        int run = 1;
        for (int i = 1; i < match.length(); i++) {
            char c = match.charAt(i);
            run = c == match.charAt(i - 1) && CharClass.ALPHANUMERIC.has(c) ? run + 1 : 1;
            if (run >= (c == 'A' ? LONGEST_RUN_OF_ZEROS : LONGEST_RUN)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMixed(String match) {
        return match.length() < SHORTEST_MIXED
                || match.chars().distinct().limit(LEAST_MIXED).count() == LEAST_MIXED;
    }

    private static boolean isUserAndPassword(String match) {
        try {
            String decoded = new String(Base64.getDecoder().decode(match), StandardCharsets.ISO_8859_1);
            int colon = decoded.indexOf(':');
            return colon > 0
                    && Values.isLiteral(decoded.substring(colon + 1))
                    && decoded.chars().allMatch(c -> c >= ' ' && c != DELETE);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
