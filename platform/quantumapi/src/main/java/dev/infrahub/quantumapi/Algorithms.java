package dev.infrahub.quantumapi;

import java.util.Map;

/** Sizes in bytes of what can be checked without knowing a key. */
final class Algorithms {

    /** FIPS 204 table 2, FIPS 205 table 2, RFC 8032 section 5.1.6, RFC 8017 section 8. */
    private static final Map<String, Integer> SIGNATURES = Map.of(
            "ML-DSA-44", 2420,
            "ML-DSA-65", 3309,
            "ML-DSA-87", 4627,
            "SLH-DSA-128s", 7856,
            "Ed25519", 64,
            "RSA-2048", 256,
            "RSA-3072", 384,
            "RSA-4096", 512);

    private Algorithms() {}

    /** False of an algorithm that is not known here: what cannot be checked is not accepted. */
    static boolean isSignatureOf(String algorithm, byte[] bytes) {
        return SIGNATURES.getOrDefault(algorithm, -1) == bytes.length;
    }
}
