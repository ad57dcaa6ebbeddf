package dev.infrahub.gateway.drift;

import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.NewChangeId;
import dev.infrahub.http.constraints.Text;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Drift that is to be accepted.
 *
 * @param change fingerprint of the change that was looked at; where it is not said, whatever the newest scan tells
 * @param changeRequestId given by the caller, such as an ITSM number; made by the hub where it is not
 */
record AcceptDrift(
        @NotNull String module,

        @Nullable @ClientName String client,

        @NotNull @Text(max = 2000) String address,
        @NotNull @Text(max = 2000) String attribute,
        @NotNull Instant until,

        @NotBlank @Text(max = 4000, lines = true) String why,

        @Nullable @Text(max = 100) String change,

        @Nullable @NewChangeId String changeRequestId) {

    private static final Duration LONGEST = Duration.ofDays(366);

    /** @throws Problem 422 where it does not end, or has ended */
    void requireEnd(Instant now) {
        if (!now.isBefore(until) || until.isAfter(now.plus(LONGEST))) {
            throw Problem.invalid("until", "takes an instant to come, in a year at most");
        }
    }
}
