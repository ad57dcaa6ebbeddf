package dev.infrahub.chatservice.domain.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an incident. Texts are as somebody said them, without credentials.
 *
 * @param startedAt as it was said; it may be no time
 * @param reportedAt when it was reported
 */
public record Incident(
        Optional<String> service,
        Optional<String> alertTitle,
        Optional<String> severity,
        Optional<String> startedAt,
        Instant reportedAt,
        Optional<String> deployments,
        Optional<String> errors,
        Optional<String> ownRules,
        List<String> dependencies) {

    public Incident {
        dependencies = List.copyOf(dependencies);
    }
}
