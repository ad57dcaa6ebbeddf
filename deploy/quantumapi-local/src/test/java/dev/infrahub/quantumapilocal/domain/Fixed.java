package dev.infrahub.quantumapilocal.domain;

import java.security.SecureRandom;
import java.util.Arrays;

/** Randomness that a test gives. */
final class Fixed extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final byte[] bytes;

    private Fixed(byte[] bytes) {
        this.bytes = bytes;
    }

    static SecureRandom of(byte... bytes) {
        return new Fixed(bytes);
    }

    static SecureRandom zeros() {
        return new Fixed(new byte[0]);
    }

    @Override
    public void nextBytes(byte[] target) {
        Arrays.fill(target, (byte) 0);
        System.arraycopy(bytes, 0, target, 0, Math.min(bytes.length, target.length));
    }
}
