package dev.infrahub.gateway.operations;

import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Operation.Failure;
import dev.infrahub.http.Problem;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What a caller is answered of its operation: the answer, a place to look for it, or why there is none. */
public final class Answers {

    private static final String OPERATION_ID = "Operation-Id";
    private static final Duration RETRY_FAILED = Duration.ofSeconds(30);
    private static final String BUG = "internal";

    private final Map<OperationKind, Shape> shapes;

    /** @param shapes of the answer to each kind of operation */
    public Answers(Map<OperationKind, Shape> shapes) {
        this.shapes = Map.copyOf(shapes);
    }

    public Shape shape(OperationKind kind) {
        return Objects.requireNonNull(shapes.get(kind), () -> "nothing answers " + kind);
    }

    /** The answer as JSON; empty for an operation that is not completed. */
    public Optional<String> json(Operation operation) {
        return operation.facts().map(shape(operation.kind())::apply);
    }

    /** @throws Problem for an operation that failed */
    public ResponseEntity<String> of(Operation operation) {
        return switch (operation.status()) {
            case ACCEPTED -> accepted(operation);
            case FAILED -> throw failed(operation.failure().orElseThrow());
            case COMPLETED ->
                with(
                        operation,
                        ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON),
                        json(operation).orElseThrow());
        };
    }

    private static ResponseEntity<String> accepted(Operation operation) {
        URI location = URI.create("/api/operations/" + operation.id());
        return ResponseEntity.accepted()
                .location(location)
                .header(HttpHeaders.RETRY_AFTER, "1")
                .header(OPERATION_ID, operation.id().toString())
                .contentType(MediaType.APPLICATION_JSON)
                .body("{\"operationId\":\"" + operation.id() + "\",\"status\":\"accepted\",\"location\":\"" + location
                        + "\"}");
    }

    /** Another form of the answer of a completed operation. */
    public static ResponseEntity<String> with(Operation operation, ResponseEntity.BodyBuilder response, String body) {
        return response.header(OPERATION_ID, operation.id().toString()).body(body);
    }

    /** Why there is no answer. */
    public static Problem failed(Failure failure) {
        Problem problem = Problem.of(status(failure), failure.code(), failure.detail());
        return failure.retryable() ? problem.retryAfter(RETRY_FAILED) : problem;
    }

    private static int status(Failure failure) {
        return switch (failure.kind()) {
            case UNKNOWN -> 404;
            case FORBIDDEN -> 403;
            case CONFLICT -> 409;
            case INVALID -> 422;
            case FAILED -> failure.code().equals(BUG) ? 500 : 503;
        };
    }
}
