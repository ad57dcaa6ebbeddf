package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.domain.Rejected;
import java.util.function.Supplier;

/** Problems as clients of QuantumAPI know them. */
public final class Problems {

    private Problems() {}

    /** 404. */
    public static Problem notFound(String what) {
        return Problem.of(404, "not_found", "There is no such " + what + ".");
    }

    /** What the domain rejects of a field, as 422 about it. */
    public static <T> T checking(String field, Supplier<T> work) {
        try {
            return work.get();
        } catch (Rejected rejected) {
            throw Problem.invalid(field, rejected.why());
        }
    }

    /** By the codes that were there before those of {@link Problem}, and with the pause in the body too. */
    public static Problem known(Problem problem) {
        Problem known = switch (problem.code()) {
            case "path.unknown" -> problem.as(404, "not_found");
            case "method.not_allowed" -> problem.as(405, "method_not_allowed");
            case "body.truncated", "body.too_deep" -> problem.as(400, "body.not_json");
            case "parameter.invalid" -> problem.as(422, "field.invalid");
            case "rate.limited" -> problem.as(429, "rate_limited");
            default -> problem;
        };
        return known.retryAfter()
                .map(pause -> known.with("retryAfterSeconds", Math.max(1, pause.toSeconds())))
                .orElse(known);
    }
}
