package dev.infrahub.chatservice.domain.incident;

import java.time.Instant;

/**
 * Something that the hub heard of a module of the service, or of one that it depends on.
 *
 * @param sentence in the hub's words, names as code, without a stop
 * @param isDeployment whether it changed what runs
 */
public record Heard(Instant at, String sentence, boolean isDeployment) {}
