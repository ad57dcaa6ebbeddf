package dev.infrahub.quantumapi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key that QuantumAPI holds.
 *
 * @param algorithm as QuantumAPI names it, for example {@code ML-DSA-65}, {@code ML-KEM-768}
 * @param keyType {@code signing}, {@code encryption} or {@code symmetric}
 * @param state {@code active}, {@code deprecated} (decrypts and verifies only) or {@code pending-deletion}
 * @param version the current one
 * @param publicKeys one a version, the oldest first; none of a symmetric key
 */
public record Key(
        UUID id,
        String name,
        String algorithm,
        String keyType,
        String state,
        int version,
        Instant createdAt,
        List<PublicKey> publicKeys) {

    public Key {
        publicKeys = List.copyOf(publicKeys);
    }

    /** Of the version that made a signature: {@link Signature#keyVersion}. */
    public Optional<PublicKey> publicKey(int ofVersion) {
        return publicKeys.stream().filter(key -> key.version() == ofVersion).findFirst();
    }

    /**
     * @param raw the public key as its standard encodes it: FIPS 204, FIPS 203, RFC 8032
     * @param pem the same as SubjectPublicKeyInfo (RFC 5280, RFC 7468)
     */
    public record PublicKey(int version, String algorithm, byte[] raw, String pem) {}
}
