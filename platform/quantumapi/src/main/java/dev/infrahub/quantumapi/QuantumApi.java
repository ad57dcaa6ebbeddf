package dev.infrahub.quantumapi;

import dev.infrahub.faults.Fault;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * QuantumAPI, as the hub uses it. Every call blocks; call it from virtual threads.
 *
 * <p>Every call but {@link #health} throws {@link Fault}: {@code Unavailable} with {@code quantumapi.unavailable} (no key
 * configured, away, slow, overloaded), {@code quantumapi.refused} (it does not accept the hub's key), {@code
 * quantumapi.key-unusable} (that key is gone or no longer active) or {@code quantumapi.invalid-answer}; {@code Invalid}
 * with {@code quantumapi.} and QuantumAPI's own code for what the caller did wrong, such as {@code
 * quantumapi.payload.invalid}.
 *
 * <p>An {@code idempotencyKey} is 1 to 255 characters of printable ASCII, usually the event's id: QuantumAPI repeats its
 * first answer to the same request for 24 h. Only with one is a call that changes something tried again.
 */
public interface QuantumApi {

    /** Never fails. */
    Health health();

    /** @param algorithm as QuantumAPI names it, for example {@code ML-DSA-65} */
    Key createKey(String name, String algorithm, @Nullable String idempotencyKey);

    Key key(UUID id);

    Optional<Key> findKey(String name);

    /** The key of that name, made if there is none. Any number of callers at once get the same. */
    Key getOrCreateKey(String name, String algorithm);

    /** @param context of FIPS 204, up to 255 bytes of UTF-8; empty is none */
    Signature sign(byte[] data, UUID keyId, String context, @Nullable String idempotencyKey);

    /** Whether the signature is of this data in this context, by the key and version it names. */
    boolean verify(byte[] data, Signature signature, String context);

    /** @param associatedData needed again to decrypt, and not part of the payload; empty is none */
    Encrypted encrypt(byte[] plaintext, UUID keyId, String associatedData);

    /** @param payload of {@link Encrypted}; it names its key itself */
    byte[] decrypt(String payload, String associatedData);

    Secret createSecret(NewSecret secret, @Nullable String idempotencyKey);

    /** Replaces the value; tried once, because a second time would make another version. */
    Secret newSecretVersion(UUID id, String value);

    /** The current value. QuantumAPI audits each reading. */
    SecretValue readSecret(UUID id);

    /** Every secret, without values. */
    List<Secret> secrets();

    /**
     * The SSH certificate authority of that name, made if there is none. One of another algorithm is {@code
     * quantumapi.key-unusable}.
     *
     * @param algorithm as OpenSSH names it: {@code ssh-ed25519}, {@code ssh-mldsa44-ed25519@openssh.com}
     */
    SshAuthority sshAuthority(String name, String algorithm);

    SshCertificate issueSshCertificate(SshCertificateRequest request, @Nullable String idempotencyKey);

    void revokeSshCertificate(UUID id, String reason);

    /** What the authority revoked, as an OpenSSH key revocation list (PROTOCOL.krl). */
    byte[] sshRevocations(UUID authorityId);
}
