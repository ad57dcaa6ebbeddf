package dev.infrahub.quantumapilocal.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A key.
 *
 * @param state active or pending-deletion; versions are deprecated, keys are not
 * @param version the version that signs and encrypts
 * @param isDefault whether it serves callers that name no key
 * @param createdBy the name of the credential that made it
 * @param deletesAt when it is pending deletion: the end of its grace
 */
public record Key(
        UUID id,
        String name,
        Algorithm algorithm,
        KeyState state,
        int version,
        List<String> labels,
        boolean isDefault,
        Instant createdAt,
        String createdBy,
        Optional<Instant> deletesAt) {

    /**
     * One version of a key.
     *
     * @param publicKey of a key pair
     * @param privateKey at rest
     */
    public record Version(
            int version,
            KeyState state,
            Instant createdAt,
            Optional<PublicKey> publicKey,
            MasterKeys.Sealed privateKey) {}

    /** Where the private part of a version is kept. */
    public MasterKeys.Place place(int ofVersion) {
        return place(id, ofVersion);
    }

    public static MasterKeys.Place place(UUID id, int version) {
        return new MasterKeys.Place("key", id, version);
    }
}
