package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/**
 * QuantumAPI's endpoints, below the API's base. Their methods return nothing, bytes, or a record whose every component must
 * be in the answer: {@link Exchange} knows no other returns. A path without its query names a call in logs.
 */
interface Endpoints {

    String HEALTH = "/health";
    String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** A POST that, sent twice, does no more than sent once. */
    @Retention(RetentionPolicy.RUNTIME)
    @interface Idempotent {}

    @GetExchange(HEALTH)
    Status health();

    @PostExchange("/keys")
    Made createKey(@RequestBody Named named, @RequestHeader(IDEMPOTENCY_KEY) @Nullable String key);

    /** Names are unique, so creating again finds the first. */
    @Idempotent
    @PostExchange("/keys")
    Made createKey(@RequestBody Named named);

    @GetExchange("/keys/{id}?include=publicKey,versions,metadata")
    FoundKey key(@PathVariable UUID id);

    @GetExchange("/keys?name={name}&limit={limit}&offset=0")
    Page<ListedKey> keys(@PathVariable String name, @PathVariable int limit);

    @PostExchange("/sign")
    Signature sign(@RequestBody Signing signing, @RequestHeader(IDEMPOTENCY_KEY) @Nullable String key);

    @Idempotent
    @PostExchange("/verify")
    Verified verify(@RequestBody Verifying verifying);

    @Idempotent
    @PostExchange("/encrypt")
    Encrypted encrypt(@RequestBody Encrypting encrypting);

    @Idempotent
    @PostExchange("/decrypt")
    Decrypted decrypt(@RequestBody Decrypting decrypting);

    @PostExchange("/secrets")
    Secret createSecret(@RequestBody NewSecret secret, @RequestHeader(IDEMPOTENCY_KEY) @Nullable String key);

    @PutExchange("/secrets/{id}")
    Secret newSecretVersion(@PathVariable UUID id, @RequestBody Value value);

    @GetExchange("/secrets/{id}?include=value")
    SecretValue readSecret(@PathVariable UUID id);

    @GetExchange("/secrets?limit={limit}&offset={offset}")
    Page<Secret> secrets(@PathVariable int limit, @PathVariable int offset);

    @PostExchange("/ssh/ca")
    SshAuthority createSshAuthority(@RequestBody Named authority);

    @GetExchange("/ssh/ca?limit={limit}&offset={offset}")
    Page<SshAuthority> sshAuthorities(@PathVariable int limit, @PathVariable int offset);

    @PostExchange("/ssh/certificates")
    SshCertificate issueSshCertificate(
            @RequestBody SshCertificateRequest request, @RequestHeader(IDEMPOTENCY_KEY) @Nullable String key);

    @PostExchange("/ssh/certificates/{id}/revoke")
    void revokeSshCertificate(@PathVariable UUID id, @RequestBody Reason reason);

    @GetExchange("/ssh/ca/{id}/krl")
    byte[] sshRevocations(@PathVariable UUID id);

    record Status(String status) {}

    record Page<T>(List<T> data) {}

    record Named(String name, String algorithm) {}

    record Made(UUID id) {}

    record ListedKey(UUID id, String name) {}

    record FoundKey(
            UUID id,
            String name,
            String algorithm,
            String keyType,
            String state,
            int version,
            Instant createdAt,
            List<Version> versions) {

        /** Of a symmetric key it has no public key. */
        record Version(@JsonSetter(nulls = Nulls.SET) Key.@Nullable PublicKey publicKey) {}

        Key key() {
            List<Key.PublicKey> publicKeys = versions.stream()
                    .map(Version::publicKey)
                    .filter(Objects::nonNull)
                    .sorted(Comparator.comparingInt(Key.PublicKey::version))
                    .toList();
            return new Key(id, name, algorithm, keyType, state, version, createdAt, publicKeys);
        }
    }

    record Signing(byte[] data, UUID keyId, byte @Nullable [] context) {}

    record Verifying(byte[] data, byte[] signature, UUID keyId, int keyVersion, byte @Nullable [] context) {}

    record Verified(boolean valid) {}

    record Encrypting(byte[] plaintext, String encoding, UUID keyId, byte @Nullable [] associatedData) {}

    record Decrypting(String encryptedPayload, String encoding, byte @Nullable [] associatedData) {}

    record Decrypted(byte[] plaintext) {}

    record Value(String value) {

        /** Without the value, which would otherwise stand in some log some day. */
        @Override
        public String toString() {
            return "Value";
        }
    }

    record Reason(String reason) {}
}
