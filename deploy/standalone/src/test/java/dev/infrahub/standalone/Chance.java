package dev.infrahub.standalone;

import java.util.Random;

/** Random texts, the same at every run: what is missed is written down. */
final class Chance {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0123456789";
    private static final int PASSWORD = 13;

    private final Random random;

    Chance(long seed) {
        this.random = new Random(seed);
    }

    /** As people are given them: a capital first, a digit in it. */
    String password() {
        return capitals(1) + of("0123456789", 1) + letters(PASSWORD);
    }

    String letters(int length) {
        return of(LETTERS, length);
    }

    String capitals(int length) {
        return of(LETTERS.substring(0, 24), length);
    }

    String hex(int length) {
        return of("0123456789abcdef", length);
    }

    String digits(int length) {
        return of("123456789", length);
    }

    private String of(String letters, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}
