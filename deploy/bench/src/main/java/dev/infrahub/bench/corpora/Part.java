package dev.infrahub.bench.corpora;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;

/** A half of all corpora: of a detector all texts are in the same, whichever corpus has them, since corpora copy each other. */
public enum Part {
    /** Its misses are read, and rules are changed by them. */
    TUNING,
    /** Measured once, after that. */
    HELD_OUT;

    private static final String SEED = "infrahub 2026-11-30/";

    static Part of(String detector) {
        return (digest(SEED + letters(detector))[0] & 1) == 0 ? TUNING : HELD_OUT;
    }

    /** {@code azure_devops}, {@code azure-devops} and {@code azuredevops} are one. */
    private static String letters(String detector) {
        return detector.toLowerCase(Locale.ROOT)
                .chars()
                .filter(Character::isLetterOrDigit)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** As options and tables have it: {@code held-out}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
