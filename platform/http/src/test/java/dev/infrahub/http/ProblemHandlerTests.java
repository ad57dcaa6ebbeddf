package dev.infrahub.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.infrahub.faults.Fault;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpResponse;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.reactive.resource.NoResourceFoundException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.NotAcceptableStatusException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import reactor.netty.channel.AbortedException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ProblemHandlerTests {

    private static final JsonMapper JSON = new JsonMapper();

    private final ProblemHandler handler = new ProblemHandler(
            JSON, new ProblemHandler.Style("urn:x:", "hub", Problem::detail, _ -> Optional.of("trace")));

    private static MockServerWebExchange exchange(HttpMethod method) {
        return MockServerWebExchange.from(MockServerHttpRequest.method(method, "/a"));
    }

    private static MockServerHttpResponse answer(ProblemHandler handler, Throwable failure) {
        MockServerWebExchange exchange = exchange(HttpMethod.GET);
        handler.handle(exchange, failure).block();
        return exchange.getResponse();
    }

    private static JsonNode body(MockServerHttpResponse response) {
        return JSON.readTree(response.getBodyAsString().block());
    }

    static Stream<Arguments> failures() {
        Throwable wrapped = new IllegalStateException(new IOException("planted"));
        return Stream.of(
                Arguments.of(Problem.of(409, "thing.exists", "There is one."), 409, "thing.exists", ""),
                Arguments.of(new Fault.Invalid("plan.unreadable", "It is no plan."), 422, "plan.unreadable", ""),
                Arguments.of(new Fault.Invalid("plan.too_large", "It is large."), 413, "plan.too_large", ""),
                Arguments.of(new Fault.Unavailable("board.away", "It is away."), 503, "board.away", "5"),
                Arguments.of(
                        new Fault.Unavailable("board.away", "It is away.", Duration.ofSeconds(30)),
                        503,
                        "board.away",
                        "30"),
                Arguments.of(new R2dbcTransientResourceException("planted"), 503, "postgres.unavailable", "5"),
                Arguments.of(new R2dbcNonTransientResourceException("planted"), 503, "postgres.unavailable", "5"),
                Arguments.of(new IOException("planted"), 503, "postgres.unavailable", "5"),
                Arguments.of(new TimeoutException("planted"), 503, "postgres.unavailable", "5"),
                Arguments.of(wrapped, 503, "postgres.unavailable", "5"),
                Arguments.of(new IllegalStateException("planted"), 500, "internal", ""),
                Arguments.of(
                        new IllegalStateException("planted", new InterruptedException("planted")),
                        503,
                        "request.interrupted",
                        "5"),
                Arguments.of(new StackOverflowError("planted"), 500, "internal", ""),
                Arguments.of(new NoResourceFoundException(URI.create("/planted"), "planted"), 404, "path.unknown", ""),
                Arguments.of(
                        new NotAcceptableStatusException(List.of(MediaType.APPLICATION_JSON)),
                        406,
                        "accept.unsupported",
                        ""),
                Arguments.of(new UnsupportedMediaTypeStatusException("planted"), 415, "content_type.unsupported", ""),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.CONTENT_TOO_LARGE, "planted"),
                        413,
                        "body.too_large",
                        ""),
                Arguments.of(
                        new ResponseStatusException(HttpStatus.BAD_REQUEST, "planted"), 400, "http.bad_request", ""));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void every_failure_is_a_problem_that_tells_no_input(Throwable failure, int status, String code, String retryAfter) {
        MockServerHttpResponse response = answer(handler, failure);
        assertThat(Objects.requireNonNull(response.getStatusCode()).value()).isEqualTo(status);
        assertThat(response.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(response.getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(Optional.ofNullable(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                        .orElse(""))
                .isEqualTo(retryAfter);
        JsonNode body = body(response);
        assertThat(body.path("code").asString()).isEqualTo(code);
        assertThat(body.path("status").asInt()).isEqualTo(status);
        assertThat(body.toString()).doesNotContain("planted");
    }

    @Test
    void the_log_is_told_what_failed_and_where_and_no_word_of_it() {
        Logger logger = (Logger) LoggerFactory.getLogger(ProblemHandler.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            IllegalStateException failure =
                    new IllegalStateException("planted", new R2dbcDataIntegrityViolationException("planted", "22021"));
            failure.addSuppressed(new IllegalArgumentException("GET /a?token=planted"));
            MockServerWebExchange exchange =
                    MockServerWebExchange.from(MockServerHttpRequest.get("/planted?token=planted"));
            handler.handle(exchange, failure).block();
            handler.handle(exchange(HttpMethod.GET), new Fault.Unavailable("board.away", "It is planted."))
                    .block();
            handler.handle(exchange(HttpMethod.GET), Problem.of(404, "a", "planted"))
                    .block();
        } finally {
            logger.detachAppender(heard);
        }

        assertThat(heard.list).hasSize(2);
        String told = heard.list.stream()
                .map(event -> event.getFormattedMessage() + ThrowableProxyUtil.asString(event.getThrowableProxy()))
                .collect(Collectors.joining("\n"));
        assertThat(told)
                .contains(
                        "GET (no endpoint), internal, trace trace", "java.lang.IllegalStateException", "SQLSTATE 22021")
                .contains("board.away", "the_log_is_told")
                .doesNotContain("planted");
    }

    @Test
    void members_come_as_rfc_9457_has_them_and_then_ours() {
        JsonNode body = body(answer(handler, Problem.invalid("name", "is long").with("more", 7)));
        assertThat(body.propertyNames())
                .containsExactly("type", "title", "status", "detail", "code", "field", "more", "traceId", "error");
        assertThat(body.path("type").asString()).isEqualTo("urn:x:field.invalid");
        assertThat(body.path("title").asString()).isEqualTo("Unprocessable Content");
        assertThat(body.path("detail").asString()).isEqualTo("name is long.");
        assertThat(body.path("error").asString()).isEqualTo("name is long.");
        assertThat(body.path("traceId").asString()).isEqualTo("trace");
    }

    @Test
    void a_service_may_have_another_dialect() {
        ProblemHandler other = new ProblemHandler(
                JSON,
                new ProblemHandler.Style(
                        "urn:y:",
                        "server",
                        problem -> problem.as(418, "own." + problem.code()).with("more", 7),
                        Problem::code,
                        _ -> Optional.empty()));
        MockServerWebExchange exchange = exchange(HttpMethod.GET);
        other.handle(exchange, Problem.of(404, "a", "b").field("f").retryAfter(Duration.ofSeconds(3)))
                .block();
        JsonNode body = body(exchange.getResponse());
        assertThat(body.path("type").asString()).isEqualTo("urn:y:own.a");
        assertThat(body.path("status").asInt()).isEqualTo(418);
        assertThat(body.path("error").asString()).isEqualTo("own.a");
        assertThat(body.path("field").asString()).isEqualTo("f");
        assertThat(body.has("traceId")).isFalse();
        assertThat(exchange.getResponse().getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                .isEqualTo("3");
        assertThat(ProblemHandler.codeOf(exchange)).contains("own.a");
    }

    @Test
    void who_is_told_to_come_back_is_never_told_at_once() {
        MockServerHttpResponse response =
                answer(handler, Problem.of(429, "a", "b").retryAfter(Duration.ofMillis(1)));
        assertThat(response.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("1");
    }

    @Test
    void a_wrong_method_is_told_the_right_ones() {
        MockServerHttpResponse response = answer(
                handler, new MethodNotAllowedException(HttpMethod.PATCH, List.of(HttpMethod.GET, HttpMethod.POST)));
        assertThat(response.getHeaders().getAllow()).containsExactlyInAnyOrder(HttpMethod.GET, HttpMethod.POST);
        assertThat(body(response).path("code").asString()).isEqualTo("method.not_allowed");
        assertThat(body(response).path("detail").asString())
                .contains("GET")
                .contains(" or ")
                .contains("POST");
    }

    @Test
    void who_is_not_known_is_asked_for_a_bearer_token() {
        assertThat(answer(handler, Problem.of(401, "a", "b")).getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .isEqualTo("Bearer");
        assertThat(answer(handler, Problem.of(403, "a", "b")).getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE))
                .isNull();
    }

    @Test
    void head_gets_no_body() {
        MockServerWebExchange exchange = exchange(HttpMethod.HEAD);
        handler.handle(exchange, Problem.of(404, "a", "b")).block();
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.NOT_FOUND);
        assertThat(exchange.getResponse().getBodyAsString().blockOptional().orElse(""))
                .isEmpty();
    }

    @Test
    void what_is_answered_already_or_hung_up_on_is_left_alone() {
        MockServerWebExchange committed = exchange(HttpMethod.GET);
        committed.getResponse().setComplete().block();
        handler.handle(committed, new IllegalStateException()).block();
        assertThat(committed.getResponse().getStatusCode()).isNull();
        assertThat(answer(handler, new AbortedException("gone")).getStatusCode())
                .isNull();
    }
}
