package dev.infrahub.quantumapi;

import dev.infrahub.faults.Fault;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.ResourceAccessException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns what came back into what was asked for, or into the fault it is. */
record Judge(Refusals refusals, Duration circuitPause) {

    static final String UNAVAILABLE = "quantumapi.unavailable";
    static final String REFUSED = "quantumapi.refused";
    static final String INVALID_ANSWER = "quantumapi.invalid-answer";

    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_.:\\[\\]-]{0,63}");

    /** @param call its name in logs */
    byte[] body(String call, Supplier<ResponseEntity<byte[]>> sending) {
        try {
            return body(call, sending.get());
        } catch (ResourceAccessException e) {
            throw away(why(e.getCause()), Optional.empty());
        } catch (CallNotPermittedException e) {
            throw away("its last calls failed", Optional.of(circuitPause));
        } catch (CancellationException e) {
            // interrupted between two attempts: the service is being stopped
            throw away("the call was interrupted", Optional.empty());
        }
    }

    private byte[] body(String call, ResponseEntity<byte[]> answer) {
        int status = answer.getStatusCode().value();
        if (status == 429) {
            throw away("it wants fewer calls", Patience.retryAfter(answer));
        }
        if (Patience.isOutage(answer)) {
            throw away("it answers " + status, Patience.retryAfter(answer));
        }
        byte[] body = answer.getBody() == null ? new byte[0] : answer.getBody();
        return switch (status) {
            case 200, 201, 202, 204 -> {
                refusals.accepted(call);
                yield body;
            }
            case 401, 403 -> throw refused(call, status, problem(body));
            default -> throw rejected(call, status, problem(body));
        };
    }

    /** The operator's to mend, so it may work later. */
    private Fault refused(String call, int status, JsonNode problem) {
        String why = status
                + word(problem, "error").map(error -> " " + error).orElse("")
                + word(problem, "requiredScope")
                        .map(scope -> ", it needs the scope " + scope)
                        .orElse("");
        refusals.refused(call, why);
        return new Fault.Unavailable(REFUSED, "QuantumAPI refuses the hub's key (" + why + ").");
    }

    /** Only an object is QuantumAPI speaking; a page of HTML is a proxy, or a wrong address. */
    private Fault rejected(String call, int status, JsonNode problem) {
        if (status < 400 || !problem.isObject()) {
            return invalidAnswer("status " + status);
        }
        refusals.accepted(call);
        String field = word(problem, "field").map(name -> ", " + name).orElse("");
        return new Fault.Invalid(
                "quantumapi." + word(problem, "error").orElse("rejected").replace('_', '-'),
                "QuantumAPI does not accept the request (" + status + field + ").");
    }

    private static JsonNode problem(byte[] body) {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** Words of its problems are passed on only where they can be nothing but words. */
    private static Optional<String> word(JsonNode problem, String member) {
        return problem.path(member)
                .stringValueOpt()
                .filter(text -> WORD.matcher(text).matches());
    }

    static Fault invalidAnswer(String what) {
        return new Fault.Unavailable(
                INVALID_ANSWER, "QuantumAPI's answer is not one that can be accepted (" + what + ").");
    }

    private static Fault away(String why, Optional<Duration> retryAfter) {
        return new Fault.Unavailable(UNAVAILABLE, "QuantumAPI is away: " + why + ".", retryAfter.orElse(null));
    }

    /** By kind only: messages of exceptions hold addresses and more. */
    private static String why(@Nullable Throwable cause) {
        return switch (cause) {
            case HttpTimeoutException _ -> "it does not answer in time";
            case ConnectException _ -> "it cannot be reached";
            case null, default -> "the connection broke";
        };
    }
}
