package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.UUID;

/**
 * @param bytes as FIPS 204, FIPS 205 or RFC 8032 encode it
 * @param keyVersion the version of the key that made it
 * @param algorithm for example {@code ML-DSA-65}
 */
public record Signature(@JsonProperty("signature") byte[] bytes, UUID keyId, int keyVersion, String algorithm) {}
