package dev.infrahub.quantumapi;

import java.util.UUID;

/**
 * @param bytes as FIPS 204, FIPS 205 or RFC 8032 encode it
 * @param keyVersion the version of the key that made it
 * @param algorithm for example {@code ML-DSA-65}
 */
public record Signature(byte[] bytes, UUID keyId, int keyVersion, String algorithm) {}
