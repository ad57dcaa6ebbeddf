package dev.infrahub.gateway.web.operations;

import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.web.problems.Problem;
import java.net.URI;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a caller is answered of its operation: the answer, a place to look for it, or why there is none. */
public final class OperationAnswers {

    private static final String OPERATION_ID = "Operation-Id";
    private static final Duration RETRY_FAILED = Duration.ofSeconds(30);

    private OperationAnswers() {}

    /**
     * Of an operation whose answer is JSON of its own.
     *
     * @throws Problem for one that failed
     */
    public static ResponseEntity<String> of(Operation operation) {
        return switch (operation.status()) {
            case ACCEPTED -> accepted(operation);
            case FAILED -> throw failed(operation.failure().orElseThrow());
            case COMPLETED ->
                with(
                        operation,
                        ResponseEntity.ok()
                                .contentType(MediaType.APPLICATION_JSON)
                                .body(operation.answer().orElseThrow()));
        };
    }

    public static ResponseEntity<String> accepted(Operation operation) {
        URI location = URI.create("/api/operations/" + operation.id());
        return ResponseEntity.accepted()
                .location(location)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .header(OPERATION_ID, operation.id().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"operationId\":\"" + operation.id() + "\",\"status\":\"accepted\",\"location\":\"" + location
                        + "\"}");
    }

    public static Problem failed(Operation.Failure failure) {
        if (failure.retryable()) {
            int status = failure.code().equals("internal") ? 500 : 503;
            return Problem.of(status, failure.code(), failure.detail()).retryAfter(RETRY_FAILED);
        }
        return Problem.of(status(failure.code()), failure.code(), failure.detail());
    }

    /**
     * A "no" of the board is a conflict with the state of the change, unless it is about who asks or about nothing at all; so
     * is one of the rules for SSH.
     */
    private static int status(String code) {
        return switch (code) {
            case "change.unknown", "ssh-certificate.unknown" -> 404;
            case "approver.is-requester",
                    "approver.is-policy",
                    "reviewer.is-requester",
                    "reviewer.is-reporter",
                    "ssh.entity-denied",
                    "ssh.principal-denied" -> 403;
            case "ssh-certificate.too-late" -> 409;
            default -> code.matches("(change|approver|approval)\\..*|.*\\.mismatch") ? 409 : 422;
        };
    }

    public static ResponseEntity<String> with(Operation operation, ResponseEntity<String> response) {
        return ResponseEntity.status(response.getStatusCode())
                .headers(headers -> headers.putAll(response.getHeaders()))
                .header(OPERATION_ID, operation.id().toString())
                .body(response.getBody());
    }
}
