package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a statement comes from.
 *
 * @param kind as events name kinds of sources, such as plan
 * @param ref its id, as the API takes it
 * @param title one line for people
 * @param module that it is about; empty where it is about none, or more than one
 */
public record Source(
        String kind, String ref, String title, Optional<String> client, Optional<String> module, Optional<Instant> at) {

    /** About no module. */
    Source(String kind, String ref, String title, Optional<String> client, Optional<Instant> at) {
        this(kind, ref, title, client, Optional.empty(), at);
    }

    Source about(String of) {
        return new Source(kind, ref, title, client, Optional.of(of), at);
    }
}
