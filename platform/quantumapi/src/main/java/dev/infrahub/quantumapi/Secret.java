package dev.infrahub.quantumapi;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What is known of a secret without reading it. */
public record Secret(
        UUID id,
        String name,
        int version,
        List<String> labels,
        String description,
        Instant createdAt,
        Instant updatedAt) {

    public Secret {
        labels = List.copyOf(labels);
    }
}
