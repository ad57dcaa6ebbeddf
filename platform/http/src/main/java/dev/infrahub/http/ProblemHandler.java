package dev.infrahub.http;

import dev.infrahub.faults.Fault;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientException;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.MethodParameter;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.MissingRequestValueException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.WebExceptionHandler;
import org.springframework.web.util.pattern.PathPattern;
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
    private final Style style;

    public ProblemHandler(JsonMapper json, Style style) {
        this.json = json;
        this.style = style;
    }

    /**
     * What tells one service's problems from another's.
     *
     * @param urn of the type, before the code: {@code urn:infrahub:problem:}
     * @param server what calls itself so in sentences: {@code hub}
     * @param dialect a problem of this module as the service's callers know it
     * @param error what the member {@code error} holds, the one string that older clients read
     * @param traceId of a request, where it has one
     */
    public record Style(
            String urn,
            String server,
            UnaryOperator<Problem> dialect,
            Function<Problem, String> error,
            Function<ServerWebExchange, Optional<String>> traceId) {

        /** Of a service that speaks as this module does. */
        public Style(
                String urn,
                String server,
                Function<Problem, String> error,
                Function<ServerWebExchange, Optional<String>> traceId) {
            this(urn, server, UnaryOperator.identity(), error, traceId);
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
        ServerHttpResponse response = exchange.getResponse();
        if (response.isCommitted() || failure instanceof AbortedException) {
            return Mono.empty();
        }
        Problem problem = style.dialect().apply(problem(failure));
        exchange.getAttributes().put(CODE, problem.code());
        log(exchange, failure, problem);
        response.setRawStatusCode(problem.status());
        HttpHeaders headers = response.getHeaders();
        headers.setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        headers.setCacheControl("no-store");
        if (problem.status() == HttpStatus.UNAUTHORIZED.value()) {
            headers.set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        problem.retryAfter().ifPresent(pause -> headers.set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(pause))));
        if (failure instanceof MethodNotAllowedException wrongMethod) {
            headers.setAllow(wrongMethod.getSupportedMethods());
        }
        byte[] body = bytes(problem, style.traceId().apply(exchange));
        if (HttpMethod.HEAD.equals(exchange.getRequest().getMethod())) {
            return response.setComplete();
        }
        // Netty itself may have refused a body that is no HTTP; what Spring logs where we come too late has the whole
        // path and query
        return response.writeWith(
                        Mono.fromSupplier(() -> response.bufferFactory().wrap(body)))
                .onErrorComplete();
    }

    /** Nothing of the request: which endpoint it was for, what became of it, and by which id its caller knows it. */
    private void log(ServerWebExchange exchange, Throwable failure, Problem problem) {
        if (problem.status() < HttpStatus.INTERNAL_SERVER_ERROR.value()
                || (failure instanceof Problem && problem.status() != HttpStatus.INTERNAL_SERVER_ERROR.value())) {
            return;
        }
        Level level = problem.status() == HttpStatus.INTERNAL_SERVER_ERROR.value()
                ? Level.ERROR
                : isInterrupted(failure) ? Level.DEBUG : Level.WARN;
        log.atLevel(level)
                .setCause(Bare.of(failure))
                .log(
                        "A request failed: {} {}, {}, trace {}",
                        method(exchange.getRequest().getMethod()),
                        route(exchange),
                        problem.code(),
                        style.traceId().apply(exchange).orElse("none"));
    }

    private static String method(HttpMethod method) {
        return List.of(HttpMethod.values()).contains(method) ? method.name() : "(another method)";
    }

    private static String route(ServerWebExchange exchange) {
        return exchange.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE) instanceof PathPattern pattern
                ? pattern.getPatternString()
                : "(no endpoint)";
    }

    private static long seconds(Duration pause) {
        return Math.max(1, pause.toSeconds());
    }

    /** The body of a problem with a request of which nothing is known. */
    byte[] bytes(Problem problem) {
        return bytes(problem, Optional.empty());
    }

    private byte[] bytes(Problem problem, Optional<String> traceId) {
        return json.writeValueAsBytes(body(problem, traceId));
    }

    /** The members of RFC 9457, then ours. */
    private Map<String, Object> body(Problem problem, Optional<String> traceId) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", style.urn() + problem.code());
        body.put("title", title(problem.status()));
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        body.putAll(problem.members());
        traceId.ifPresent(id -> body.put("traceId", id));
        body.put("error", style.error().apply(problem));
        return body;
    }

    /** The code of the problem that this request was answered with. */
    public static Optional<String> codeOf(ServerWebExchange exchange) {
        return Optional.ofNullable(exchange.getAttribute(CODE));
    }

    private static String title(int status) {
        HttpStatus known = HttpStatus.resolve(status);
        return known == null ? "Error" : known.getReasonPhrase();
    }

    private Problem problem(Throwable failure) {
        return switch (failure) {
            case Problem problem -> problem;
            case Fault.Invalid invalid -> Problem.of(tooLarge(invalid) ? 413 : 422, invalid.code(), invalid.detail());
            case Fault.Unavailable away -> unavailable(away);
            case MissingRequestValueException missing ->
                Problem.of(400, "parameter.missing", missing.getName() + " is required.")
                        .field(missing.getName());
            case ServerWebInputException input
            when isMissingBody(input) -> Problem.of(400, "body.missing", "The body is a JSON object; there is none.");
            case ErrorResponse http -> ofSpring(http);
            case Throwable any when isInterrupted(any) -> hungUp();
            default -> isAway(failure) ? databaseAway() : internal();
        };
    }

    /** What is there and cannot be read is a problem of the {@link RequestReader}'s. */
    private static boolean isMissingBody(ServerWebInputException input) {
        MethodParameter parameter = input.getMethodParameter();
        return parameter != null && parameter.hasParameterAnnotation(RequestBody.class);
    }

    static boolean isInterrupted(Throwable failure) {
        return NestedExceptionUtils.getMostSpecificCause(failure) instanceof InterruptedException;
    }

    /** Nobody is there to be told, unless the server stops. */
    private static Problem hungUp() {
        return Problem.of(503, "request.interrupted", "The request was given up; try again.")
                .retryAfter(PAUSE);
    }

    private static boolean tooLarge(Fault.Invalid fault) {
        return fault.code().endsWith(".too_large");
    }

    private static Problem unavailable(Fault.Unavailable away) {
        return Problem.of(503, away.code(), away.detail())
                .retryAfter(away.retryAfter().orElse(PAUSE));
    }

    /** Whether the database is away, rather than unwilling. */
    private static boolean isAway(Throwable failure) {
        return isAwayItself(failure) || isAwayItself(NestedExceptionUtils.getMostSpecificCause(failure));
    }

    private static boolean isAwayItself(Throwable failure) {
        return failure instanceof R2dbcTransientException
                || failure instanceof R2dbcNonTransientResourceException
                || failure instanceof IOException
                || failure instanceof TimeoutException;
    }

    private Problem databaseAway() {
        return Problem.of(503, "postgres.unavailable", "The " + style.server() + "'s database is away; try again.")
                .retryAfter(PAUSE);
    }

    private Problem internal() {
        return Problem.of(
                500,
                "internal",
                "The " + style.server() + " failed on this request; its operators find the cause in the log.");
    }

    private static Problem ofSpring(ErrorResponse response) {
        int status = response.getStatusCode().value();
        return switch (status) {
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
            case 413 -> Problem.of(413, "body.too_large", "The body is larger than this endpoint takes.");
            case 415 ->
                Problem.of(415, "content_type.unsupported", "This endpoint does not take that Content-Type.")
                        .field(HttpHeaders.CONTENT_TYPE);
            default -> Problem.of(status, code(status), title(status) + ".");
        };
    }

    private static String code(int status) {
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
