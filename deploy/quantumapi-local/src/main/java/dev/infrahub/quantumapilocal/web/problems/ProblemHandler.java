package dev.infrahub.quantumapilocal.web.problems;

import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.json.JsonMapper;

/** Renders every failure of every endpoint as {@code application/problem+json}; never a stack trace, never an input. */
@Order(-2)
public final class ProblemHandler implements WebExceptionHandler {

    static final String RETRY_AFTER_SECONDS = "retryAfterSeconds";
    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JsonMapper json;

    public ProblemHandler(JsonMapper json) {
        this.json = json;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || failure instanceof AbortedException) {
            return Mono.empty();
        }
        Problem problem = problem(failure);
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        Optional.ofNullable(problem.members().get(RETRY_AFTER_SECONDS))
                .ifPresent(seconds -> headers.set(HttpHeaders.RETRY_AFTER, seconds.toString()));
        if (failure instanceof MethodNotAllowedException wrongMethod) {
            headers.setAllow(wrongMethod.getSupportedMethods());
        }
        byte[] body = json.writeValueAsBytes(body(problem));
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    private static Map<String, Object> body(Problem problem) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:quantumapi:problem:" + problem.code());
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("error", problem.code());
        body.putAll(problem.members());
        return body;
    }

    private static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case ErrorResponse http -> ofSpring(http);
            default -> isAway(failure) ? away(failure) : internal(failure);
        };
    }

    /** Whether the database is away, rather than unwilling. */
    private static boolean isAway(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        return failure instanceof R2dbcTransientException
                || failure instanceof R2dbcNonTransientResourceException
                || cause instanceof IOException
                || cause instanceof TimeoutException;
    }

    private static Problem away(Throwable failure) {
        log.warn("Postgres is away: {}", failure.toString());
        return Problem.of(503, "postgres.unavailable", "The installation's database is away; try again.")
                .retryAfter(PAUSE);
    }

    private static Problem internal(Throwable failure) {
        log.error("A request failed", failure);
        return Problem.of(500, "internal", "The installation failed on this request; its log tells why.");
    }

    private static Problem ofSpring(ErrorResponse response) {
        int status = response.getStatusCode().value();
        return switch (status) {
            case 404 ->
                Problem.of(404, "not_found", "There is nothing at this path; /openapi.json lists what there is.");
            case 405 -> Problem.of(405, "method_not_allowed", "This path does not take this method; see Allow.");
            case 415 -> Problem.of(415, "content_type.unsupported", "Send Content-Type: application/json.");
            default ->
                Problem.of(
                        status,
                        "http." + title(status).toLowerCase(Locale.ROOT).replace(' ', '_'),
                        title(status) + ".");
        };
    }
}
