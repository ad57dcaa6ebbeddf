package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.deser.jdk.StringDeserializer;

/** What is known of a secret without reading it. */
public record Secret(
        UUID id,
        String name,
        int version,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> labels,

        @JsonDeserialize(using = StringDeserializer.class) @JsonSetter(nulls = Nulls.AS_EMPTY)
        String description,

        Instant createdAt,
        Instant updatedAt) {

    public Secret {
        labels = List.copyOf(labels);
    }
}
