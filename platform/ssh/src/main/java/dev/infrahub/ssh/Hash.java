package dev.infrahub.ssh;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The hashes of SHA-2. */
final class Hash {

    private Hash() {}

    static byte[] of(String algorithm, byte[] data) {
        try {
            return MessageDigest.getInstance(algorithm).digest(data);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
