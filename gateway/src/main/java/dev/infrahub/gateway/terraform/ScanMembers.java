package dev.infrahub.gateway.terraform;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.ClientName;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.WebAddress;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is said beside a scan for drift: members of the JSON object or, where the body is the plan itself, query parameters. */
public record ScanMembers(
        @Nullable String module,

        @Nullable @ClientName String client,

        @Nullable @Text(max = 100) String environment,

        @Nullable @Text(max = 100) String team,
        @Nullable @Text(max = 100) String commit,
        @Nullable @WebAddress @Text(max = 2000) String runUrl,
        @Nullable @Text(max = 3) String exitCode,
        @Nullable @Text(max = 40) String expectedEvery) {

    static final Set<String> NAMES =
            Set.of("module", "client", "environment", "team", "commit", "runUrl", "exitCode", "expectedEvery");

    private static final int HIGHEST_EXIT_CODE = 255;
    private static final Duration LONGEST = Duration.ofDays(366);

    @Nullable
    Integer code() {
        return exitCode == null ? null : (int) Parameters.number("exitCode", exitCode, 0, HIGHEST_EXIT_CODE);
    }

    /** As it was said, where it is one. */
    @Nullable
    String interval() {
        if (expectedEvery == null) {
            return null;
        }
        try {
            Duration every = Duration.parse(expectedEvery);
            if (every.isPositive() && every.compareTo(LONGEST) <= 0) {
                return every.toString();
            }
        } catch (DateTimeException e) {
            throw notAnInterval();
        }
        throw notAnInterval();
    }

    private static Problem notAnInterval() {
        return Problem.of(
                        422,
                        "field.invalid",
                        "expectedEvery takes a duration of ISO 8601 of a year at most, such as PT24H.")
                .field("expectedEvery");
    }
}
