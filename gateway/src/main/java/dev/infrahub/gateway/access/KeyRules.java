package dev.infrahub.gateway.access;

import dev.infrahub.http.Problem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long a new key may be good and how fast it may ask: no longer and no faster than its maker.
 *
 * @param perMinute how often a credential may ask that has no limit of its own
 * @param lifetime how long a key is good at most that a person makes: nobody tells the hub when somebody leaves
 */
public record KeyRules(int perMinute, Duration lifetime) {

    /**
     * When the key ends.
     *
     * @param wanted null for as long as its maker may give
     * @throws Problem 403 for one that would outlive its maker
     */
    Optional<Instant> expiry(@Nullable Instant wanted, Caller maker, Instant now) {
        Optional<Instant> latest = latest(maker, now);
        if (wanted == null) {
            return latest;
        }
        if (latest.filter(wanted::isAfter).isPresent()) {
            throw beyond("expiresAt", "be good for longer than its maker may give, until " + latest.get());
        }
        return Optional.of(wanted);
    }

    private Optional<Instant> latest(Caller maker, Instant now) {
        Stream<Instant> ends = maker.isMachine() ? Stream.empty() : Stream.of(now.plus(lifetime));
        return Stream.concat(ends, maker.expiresAt().stream()).min(Instant::compareTo);
    }

    /**
     * How often the key may ask.
     *
     * @param wanted null for as often as its maker
     * @throws Problem 403 for one that would be faster than its maker
     */
    OptionalInt limit(@Nullable Integer wanted, Caller maker) {
        int most = maker.limits().stream().mapToInt(Limit::perMinute).min().orElse(perMinute);
        if (wanted == null) {
            return most == perMinute ? OptionalInt.empty() : OptionalInt.of(most);
        }
        if (wanted > most) {
            throw beyond("requestsPerMinute", "ask more than " + most + " times a minute, as often as its maker");
        }
        return OptionalInt.of(wanted);
    }

    private static Problem beyond(String field, String what) {
        return Problem.of(403, "key.beyond_caller", "A key cannot " + what + ".")
                .field(field);
    }
}
