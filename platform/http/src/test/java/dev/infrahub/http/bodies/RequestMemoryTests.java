package dev.infrahub.http.bodies;

import static dev.infrahub.http.bodies.Budget.Use.ANSWERS;
import static dev.infrahub.http.bodies.Budget.Use.READING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Blocking;
import dev.infrahub.http.Errors;
import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestJson;
import dev.infrahub.http.RequestReader;
import jakarta.validation.Validation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/** What a request takes counts for exactly as long as it is there. */
@Timeout(60)
class RequestMemoryTests {

    private static final int MIB = 1024 * 1024;
    private static final int UNCOUNTED = 32 * 1024;

    private final Budget reading = new Budget(READING, 10 * MIB, 6 * MIB);
    private final Budget answers = new Budget(ANSWERS, 10 * MIB, 6 * MIB);
    private final Errors errors = new Errors();

    /** Clients that read nothing until this says so. */
    private final Sinks.Empty<Void> read = Sinks.empty();

    private final CountDownLatch sent = new CountDownLatch(1);

    @AfterEach
    void nothing_is_held_in_the_end() {
        read.tryEmitEmpty();
        assertThat(reading.inUse()).isZero();
        assertThat(answers.inUse()).isZero();
    }

    private CompletableFuture<?> answered(MockServerWebExchange exchange, String holder, WebFilterChain chain) {
        exchange.getResponse()
                .setWriteHandler(
                        body -> Flux.from(body).doOnNext(_ -> sent.countDown()).then(read.asMono()));
        return errors.filter(exchange, counted -> RequestMemory.counting(reading, answers, holder, counted, chain))
                .toFuture();
    }

    private CompletableFuture<?> answered(String holder, int bytes) {
        return answered(exchange(), holder, exchange -> exchange.getResponse().writeWith(Mono.just(buffer(bytes))));
    }

    private static MockServerWebExchange exchange() {
        return MockServerWebExchange.from(MockServerHttpRequest.get("/"));
    }

    private static DataBuffer buffer(int bytes) {
        return DefaultDataBufferFactory.sharedInstance.wrap(new byte[bytes]);
    }

    private static Problem problem(CompletableFuture<?> answer) {
        ExecutionException failed =
                catchThrowableOfType(ExecutionException.class, () -> answer.get(20, TimeUnit.SECONDS));
        return (Problem) Objects.requireNonNull(failed.getCause());
    }

    @Test
    void an_answer_counts_until_its_client_has_it() {
        CompletableFuture<?> answer = answered("a", MIB);

        assertThat(answers.inUse()).isEqualTo(2 * MIB - UNCOUNTED);
        assertThat(answer).isNotDone();
        read.tryEmitEmpty();
        answer.join();
        assertThat(answers.inUse()).isZero();
    }

    @Test
    void an_answer_whose_client_has_gone_counts_no_more() {
        CompletableFuture<?> answer = answered("a", MIB);

        answer.cancel(true);

        assertThat(answers.inUse()).isZero();
    }

    @Test
    void a_small_answer_counts_nothing() {
        var _ = answered("a", UNCOUNTED / 2);

        assertThat(answers.inUse()).isZero();
    }

    @Test
    void who_does_not_read_gets_no_more_than_a_share_and_others_are_answered() {
        var _ = answered("hostile", MIB);
        var _ = answered("hostile", 2 * MIB);
        MockServerWebExchange exchange = exchange();

        Problem problem = problem(answered(exchange, "hostile", counted -> {
            counted.getResponse().getHeaders().setContentLength(MIB);
            return counted.getResponse().writeWith(Mono.just(buffer(MIB)));
        }));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("share.answers");
        assertThat(exchange.getResponse().isCommitted()).isFalse();
        assertThat(exchange.getResponse().getHeaders().getContentLength()).isEqualTo(-1);
        assertThat(answered("honest", MIB)).isNotDone();
        assertThat(answers.inUse()).isEqualTo(2 * (4 * MIB) - 3 * UNCOUNTED);
    }

    @Test
    void what_an_answer_is_made_of_counts_before_it_is_there_and_no_more_then() {
        CountDownLatch made = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        CompletableFuture<?> answer = answered(
                exchange(),
                "a",
                exchange -> Blocking.run(() -> {
                            RequestMemory.current().hold("x".repeat(MIB));
                            made.countDown();
                            await(goOn);
                        })
                        .then(Mono.defer(() -> exchange.getResponse().writeWith(Mono.just(buffer(100_000))))));
        await(made);

        assertThat(answers.inUse()).isEqualTo(2 * MIB - UNCOUNTED);
        goOn.countDown();
        await(sent);
        assertThat(answers.inUse()).isEqualTo(200_000 - UNCOUNTED);
        read.tryEmitEmpty();
        answer.join();
    }

    @Test
    void who_waits_lets_go_of_what_was_read() {
        CompletableFuture<Long> seen = new CompletableFuture<>();

        answered(
                        exchange(),
                        "a",
                        _ -> Blocking.run(() -> {
                            RequestMemory.current().hold("x".repeat(MIB));
                            RequestMemory.current().letGo();
                            seen.complete(answers.inUse());
                        }))
                .join();

        assertThat(seen.join()).isZero();
    }

    record Thing(String name) {}

    /** A controller has its record for as long as it waits. */
    @Test
    void a_small_body_counts_in_part_until_its_request_is_over() {
        RequestDecoder decoder = new RequestDecoder(
                new RequestReader(
                        RequestJson.builder().build(),
                        Validation.buildDefaultValidatorFactory().getValidator(),
                        (_, _, _) -> Optional.empty()),
                Readers.ofThisMachine(Duration.ofSeconds(20)),
                Pace.SLOWEST);
        byte[] body = ("{\"name\":\"" + "x".repeat(200) + "\"}").getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Long> seen = new CompletableFuture<>();

        answered(
                        exchange(),
                        "a",
                        _ -> decoder.decodeToMono(
                                        Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(body)),
                                        ResolvableType.forClass(Thing.class),
                                        MediaType.APPLICATION_JSON,
                                        Map.of())
                                .doOnNext(_ -> seen.complete(reading.inUse()))
                                .then())
                .join();

        assertThat(seen.join()).isEqualTo(4L * body.length);
        assertThat(reading.inUse()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
