package dev.infrahub.quantumapilocal.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A secret, without its value. */
public record Secret(
        UUID id,
        String name,
        int version,
        List<String> labels,
        Optional<String> description,
        Instant createdAt,
        Instant updatedAt) {

    /** One version, without its value. */
    public record Version(int version, Instant createdAt) {}

    /** Where the value of a version is kept. */
    public static MasterKeys.Place place(UUID id, int version) {
        return new MasterKeys.Place("secret", id, version);
    }
}
