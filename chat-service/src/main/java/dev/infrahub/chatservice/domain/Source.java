package dev.infrahub.chatservice.domain;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a statement comes from.
 *
 * @param kind as events name kinds of sources, such as plan
 * @param ref its id, as the API takes it
 * @param title one line for people
 */
public record Source(String kind, String ref, String title, Optional<String> client, Optional<Instant> at) {}
