package dev.infrahub.console.web;

import dev.infrahub.console.remote.Problem;
import java.util.List;
import java.util.Optional;

/**
 * Why there is no page, or why something was not done, readable.
 *
 * @param more what else is said of it, a line each
 * @param traceId what to look for in the logs
 */
public record Failure(
        int status, String title, String detail, Optional<String> code, List<String> more, Optional<String> traceId) {

    public static Failure of(Problem problem) {
        return new Failure(
                problem.status(),
                title(problem.status()),
                problem.detail(),
                Optional.of(problem.code()),
                problem.allDifferences(),
                Optional.ofNullable(problem.traceId()));
    }

    static Failure away(String traceId) {
        return new Failure(
                503,
                "The hub does not answer",
                "The gateway behind these pages is away, starting, or too slow. Nothing was lost, and what was accepted goes"
                        + " on. Whether something that was just sent was accepted is under Operations once it is back.",
                Optional.empty(),
                List.of(),
                Optional.of(traceId));
    }

    public static Failure plain(int status, String detail) {
        return new Failure(status, title(status), detail, Optional.empty(), List.of(), Optional.empty());
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Signed out";
            case 403 -> "Refused";
            case 404 -> "Not found";
            case 409 -> "Not as things stand";
            case 413 -> "Too large";
            case 429 -> "Too often";
            case 503 -> "Not now";
            default -> status >= 500 ? "Something went wrong" : "Not possible";
        };
    }
}
