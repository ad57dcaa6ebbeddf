package dev.infrahub.quantumapilocal.domain;

import java.util.Arrays;
import java.util.Optional;

/** What a key is for. */
public enum KeyType {
    SIGNING("signing"),
    ENCRYPTION("encryption"),
    SYMMETRIC("symmetric");

    private final String text;

    KeyType(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** What a key of this type is when its maker does not say: the middle parameter set, NIST category 3. */
    public Algorithm defaultAlgorithm() {
        return switch (this) {
            case SIGNING -> Algorithm.ML_DSA_65;
            case ENCRYPTION -> Algorithm.ML_KEM_768;
            case SYMMETRIC -> Algorithm.AES_256_GCM;
        };
    }

    public static Optional<KeyType> of(String text) {
        return Arrays.stream(values())
                .filter(type -> type.text.equalsIgnoreCase(text))
                .findFirst();
    }
}
