package dev.infrahub.quantumapilocal.domain;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The algorithms of this installation: ML-DSA (FIPS 204), SLH-DSA (FIPS 205), ML-KEM (FIPS 203), Ed25519 (RFC 8032) and
 * AES-256-GCM (SP 800-38D). {@code SLH-DSA-128s} is the parameter set SLH-DSA-SHA2-128s.
 */
public enum Algorithm {
    ML_DSA_44("ML-DSA-44", KeyType.SIGNING),
    ML_DSA_65("ML-DSA-65", KeyType.SIGNING),
    ML_DSA_87("ML-DSA-87", KeyType.SIGNING),
    SLH_DSA_128S("SLH-DSA-128s", KeyType.SIGNING),
    ED25519("Ed25519", KeyType.SIGNING),
    ML_KEM_512("ML-KEM-512", KeyType.ENCRYPTION),
    ML_KEM_768("ML-KEM-768", KeyType.ENCRYPTION),
    ML_KEM_1024("ML-KEM-1024", KeyType.ENCRYPTION),
    AES_256_GCM("AES-256-GCM", KeyType.SYMMETRIC);

    private final String text;
    private final KeyType type;

    Algorithm(String text, KeyType type) {
        this.text = text;
        this.type = type;
    }

    public String text() {
        return text;
    }

    public KeyType type() {
        return type;
    }

    /** Whether its signatures are made in a context: FIPS 204 section 5.2, FIPS 205 section 10.2. */
    public boolean takesContext() {
        return switch (this) {
            case ML_DSA_44, ML_DSA_65, ML_DSA_87, SLH_DSA_128S -> true;
            case ED25519, ML_KEM_512, ML_KEM_768, ML_KEM_1024, AES_256_GCM -> false;
        };
    }

    public static Optional<Algorithm> of(String text) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.text.equalsIgnoreCase(text))
                .findFirst();
    }

    /** All names, for a sentence. */
    public static String names() {
        return Arrays.stream(values()).map(Algorithm::text).collect(Collectors.joining(", "));
    }
}
