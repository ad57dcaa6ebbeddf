package dev.infrahub.gateway.web.problems;

import dev.infrahub.faults.Fault;
import io.micrometer.tracing.handler.TracingObservationHandler.TracingContext;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
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

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);
    private static final String CODE = ProblemHandler.class.getName() + ".code";
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
        exchange.getAttributes().put(CODE, problem.code());
        response.setStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (problem.status().isSameCodeAs(HttpStatus.UNAUTHORIZED)) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter()
                .ifPresent(
                        pause -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, pause.toSeconds()))));
        if (failure instanceof MethodNotAllowedException wrongMethod) {
            headers.setAllow(wrongMethod.getSupportedMethods());
        }
        byte[] body = json.writeValueAsBytes(body(problem, traceId(exchange)));
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(body)));
    }

    /** The members of RFC 9457, then ours; {@code error} is the one string that older clients read. */
    private static Map<String, Object> body(Problem problem, Optional<String> traceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:infrahub:problem:" + problem.code());
        body.put("title", title(problem.status()));
        body.put("status", problem.status().value());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        problem.field().ifPresent(field -> body.put("field", field));
        if (!problem.differences().isEmpty()) {
            body.put("differences", problem.differences());
        }
        traceId.ifPresent(id -> body.put("traceId", id));
        body.put("error", problem.detail());
        return body;
    }

    /** The code of the problem that this request was answered with. */
    public static Optional<String> codeOf(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(CODE));
    }

    public static Optional<String> traceId(ServerWebExchange exchange) {
        return ServerRequestObservationContext.findCurrent(exchange.getAttributes())
                .map(context -> context.<TracingContext>get(TracingContext.class))
                .map(TracingContext::getSpan)
                .map(span -> span.context().traceId());
    }

    private static String title(HttpStatusCode status) {
        HttpStatus known = HttpStatus.resolve(status.value());
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private static Problem problem(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case Fault.Invalid invalid -> Problem.of(tooLarge(invalid) ? 413 : 422, invalid.code(), invalid.detail());
            case Fault.Unavailable away -> unavailable(away);
            case DataAccessException _ -> databaseProblem(failure);
            case ErrorResponse http -> ofSpring(http);
            default -> internal(failure);
        };
    }

    private static Problem unavailable(Fault.Unavailable away) {
        log.warn("A request was refused: {}", away.code(), away.getCause());
        return Problem.of(503, away.code(), away.detail())
                .retryAfter(away.retryAfter().orElse(PAUSE));
    }

    private static boolean tooLarge(Fault.Invalid fault) {
        return fault.code().endsWith(".too_large");
    }

    private static Problem databaseProblem(Throwable failure) {
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(failure);
        boolean away = cause instanceof java.io.IOException
                || cause instanceof io.r2dbc.spi.R2dbcTransientException
                || cause instanceof io.r2dbc.spi.R2dbcNonTransientResourceException
                || cause instanceof java.util.concurrent.TimeoutException;
        return away
                ? Problem.of(503, "postgres.unavailable", "The hub's database is away; try again.")
                        .retryAfter(PAUSE)
                : internal(failure);
    }

    private static Problem internal(Throwable failure) {
        log.error("A request failed", failure);
        return Problem.of(
                500, "internal", "The hub failed on this request; its operators find the cause under the traceId.");
    }

    private static Problem ofSpring(ErrorResponse response) {
        HttpStatusCode status = response.getStatusCode();
        return switch (status.value()) {
            case 404 ->
                Problem.of(404, "path.unknown", "There is nothing at this path; /openapi.json lists what there is.");
            case 405 ->
                Problem.of(
                        405,
                        "method.not_allowed",
                        "This path takes " + methods(response.getHeaders().getAllow()) + ".");
            case 406 ->
                Problem.of(
                        406,
                        "accept.unsupported",
                        "This endpoint answers " + types(response.getHeaders().getAccept()) + ".");
            case 415 -> Problem.of(415, "content_type.unsupported", "This endpoint does not take that Content-Type.");
            default -> Problem.of(status.value(), code(status), title(status) + ".");
        };
    }

    private static String code(HttpStatusCode status) {
        return "http." + title(status).toLowerCase(Locale.ROOT).replace(' ', '_');
    }

    private static String methods(@Nullable Iterable<HttpMethod> allowed) {
        if (allowed == null) {
            return "another method";
        }
        StringBuilder names = new StringBuilder();
        allowed.forEach(method -> names.append(names.isEmpty() ? "" : " or ").append(method.name()));
        return names.isEmpty() ? "another method" : names.toString();
    }

    private static String types(List<MediaType> types) {
        return types.isEmpty()
                ? "another type"
                : types.stream().map(MediaType::toString).collect(Collectors.joining(" or "));
    }
}
