package dev.infrahub.quantumapilocal.web.keys;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.infrahub.quantumapilocal.domain.Key;
import dev.infrahub.quantumapilocal.domain.PublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key as it is told. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record KeyJson(
        UUID id,
        String name,
        String algorithm,
        String keyType,
        String state,
        int version,
        Instant createdAt,
        @Nullable Instant deletesAt,
        @Nullable PublicKeyJson publicKey,
        @Nullable List<VersionJson> versions,
        @Nullable Metadata metadata) {

    /**
     * A public key, three ways.
     *
     * @param raw the bytes that the algorithm defines, in Base64
     */
    record PublicKeyJson(int version, String algorithm, byte[] raw, Map<String, String> jwk, String pem) {}

    /** A version. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record VersionJson(
            int version,
            String state,
            Instant createdAt,
            @Nullable PublicKeyJson publicKey) {}

    /** What is known about a key. */
    record Metadata(
            List<String> labels,
            Instant createdAt,
            String createdBy,
            @JsonProperty("default") boolean isDefault) {}

    static KeyJson of(Key key) {
        return new KeyJson(
                key.id(),
                key.name(),
                key.algorithm().text(),
                key.algorithm().type().text(),
                key.state().text(),
                key.version(),
                key.createdAt(),
                key.deletesAt().orElse(null),
                null,
                null,
                null);
    }

    KeyJson withPublicKey(Key.Version ofVersion) {
        return new KeyJson(
                id,
                name,
                algorithm,
                keyType,
                state,
                version,
                createdAt,
                deletesAt,
                json(id, ofVersion),
                versions,
                metadata);
    }

    KeyJson withVersions(List<Key.Version> all) {
        List<VersionJson> told = all.stream()
                .map(each -> new VersionJson(each.version(), each.state().text(), each.createdAt(), json(id, each)))
                .toList();
        return new KeyJson(
                id, name, algorithm, keyType, state, version, createdAt, deletesAt, publicKey, told, metadata);
    }

    KeyJson withMetadata(Key key) {
        Metadata told = new Metadata(key.labels(), key.createdAt(), key.createdBy(), key.isDefault());
        return new KeyJson(
                id, name, algorithm, keyType, state, version, createdAt, deletesAt, publicKey, versions, told);
    }

    private static @Nullable PublicKeyJson json(UUID id, Key.Version version) {
        return version.publicKey().map(key -> json(id, version.version(), key)).orElse(null);
    }

    private static PublicKeyJson json(UUID id, int version, PublicKey key) {
        return new PublicKeyJson(version, key.algorithm().text(), key.raw(), key.jwk(id + "#" + version), key.pem());
    }
}
