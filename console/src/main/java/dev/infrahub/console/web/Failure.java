package dev.infrahub.console.web;

import dev.infrahub.console.remote.Away;
import dev.infrahub.console.remote.Oversized;
import dev.infrahub.console.remote.Problem;
import dev.infrahub.console.remote.Trace;
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

    private static final int MEGABYTE = 1024 * 1024;

    public static Failure of(Problem problem) {
        return new Failure(
                problem.status(),
                title(problem.status()),
                problem.detail(),
                Optional.of(problem.code()),
                problem.allDifferences(),
                Optional.ofNullable(problem.traceId()));
    }

    static Failure away(Away away) {
        return switch (away.who()) {
            case GATEWAY ->
                away(
                        "The hub does not answer",
                        "The gateway behind these pages is away, starting, or too slow. Nothing was lost, and what was"
                                + " accepted goes on. Whether something that was just sent was accepted is under Operations"
                                + " once it is back.",
                        away.traceId());
            case IDENTITY_PROVIDER ->
                away(
                        "Your organisation's sign-in does not answer",
                        "The identity provider is away, or did not answer what was asked. The console's log says which."
                                + " Begin again, or sign in by an API key.",
                        away.traceId());
        };
    }

    private static Failure away(String title, String detail, String traceId) {
        return new Failure(503, title, detail, Optional.empty(), List.of(), Optional.of(traceId));
    }

    static Failure oversized(Oversized answer) {
        return new Failure(
                502,
                title(413),
                "What the hub answers is larger than " + answer.most() / MEGABYTE
                        + " MiB, the most that is taken here. Ask for less, such as a shorter time, or use the API.",
                Optional.empty(),
                List.of(),
                Optional.of(answer.traceId()));
    }

    public static Failure plain(int status, String detail) {
        return new Failure(status, title(status), detail, Optional.empty(), List.of(), Optional.empty());
    }

    static Failure own(Trace trace) {
        return new Failure(
                500,
                title(500),
                "This is an error of the console's; its log says more.",
                Optional.empty(),
                List.of(),
                Optional.of(trace.id()));
    }

    private static String title(int status) {
        return switch (status) {
            case 401 -> "Signed out";
            case 403 -> "Refused";
            case 404 -> "Not found";
            case 409 -> "Not as things stand";
            case 408 -> "Too slow";
            case 413 -> "Too large";
            case 429 -> "Too often";
            case 503 -> "Not now";
            default -> status >= 500 ? "Something went wrong" : "Not possible";
        };
    }
}
