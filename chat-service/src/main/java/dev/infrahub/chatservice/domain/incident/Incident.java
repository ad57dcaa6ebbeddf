package dev.infrahub.chatservice.domain.incident;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is known of an incident. Texts are as somebody said them, without credentials.
 *
 * @param startedAt as it was said; it may be no time
 * @param reportedAt when it was reported
 * @param heard what the hub itself heard around that time, the newest first
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
        List<String> dependencies,
        List<Heard> heard) {

    public Incident {
        dependencies = List.copyOf(dependencies);
        heard = List.copyOf(heard);
    }

    /** The time that somebody said, where it is one that can be read. */
    public static Optional<Instant> time(String text) {
        return Moment.in(text);
    }
}
