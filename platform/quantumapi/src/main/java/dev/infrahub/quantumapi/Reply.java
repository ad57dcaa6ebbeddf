package dev.infrahub.quantumapi;

import java.time.Duration;
import java.util.Optional;

/** What became of sending a {@link Call}. */
sealed interface Reply {

    /** QuantumAPI answered, whatever it said. */
    record Answered(int status, byte[] body) implements Reply {}

    /** It is there and wants fewer calls: 429. */
    record Limited(Optional<Duration> retryAfter) implements Reply {}

    /** An outage: no connection, no whole answer in time, or 5xx. */
    record Away(String why, Optional<Duration> retryAfter) implements Reply {}

    /** Not sent, because the last calls met an outage. */
    record Open(Duration pause) implements Reply {}
}
