package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestJson;
import dev.infrahub.http.RequestReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import jakarta.validation.Validation;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.core.io.buffer.NettyDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import reactor.core.publisher.Flux;

class RequestDecoderTests {

    record Thing(@NotNull String name) {}

    private static final ResolvableType THING = ResolvableType.forClass(Thing.class);

    private final Readers readers = new Readers(2, 1, Duration.ofSeconds(20));
    private final RequestDecoder decoder = new RequestDecoder(
            new RequestReader(
                    RequestJson.builder().build(),
                    Validation.buildDefaultValidatorFactory().getValidator(),
                    (_, _, _) -> Optional.empty()),
            readers,
            new Pace(Duration.ofMillis(500), 1, Duration.ofMinutes(1)));

    private static Flux<DataBuffer> parts(String... parts) {
        return Flux.fromArray(parts)
                .map(part -> DefaultDataBufferFactory.sharedInstance.wrap(part.getBytes(StandardCharsets.UTF_8)));
    }

    private @Nullable Record read(Flux<DataBuffer> body) {
        return decoder.decodeToMono(body, THING, MediaType.APPLICATION_JSON, Map.of())
                .block();
    }

    @Test
    void a_record_is_read_of_its_parts_and_checked() {
        assertThat(read(parts("{\"na", "me\":\"a\"}"))).isEqualTo(new Thing("a"));
        assertThat(catchThrowableOfType(Problem.class, () -> read(parts("{}"))).code())
                .isEqualTo("field.missing");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "application/vnd.x+json, true",
        "application/problem+json, true",
        "application/x-ndjson, false",
        "text/plain, false"
    })
    void any_json_is_read_and_nothing_else(String type, boolean isRead) {
        assertThat(decoder.canDecode(THING, MediaType.parseMediaType(type))).isEqualTo(isRead);
    }

    @ParameterizedTest
    @CsvSource({"10, false", "100000, true"})
    void a_large_body_is_read_in_turn_and_a_small_one_at_once(int length, boolean isInTurn) {
        AtomicReference<String> by = new AtomicReference<>("");
        RequestDecoder noting = new RequestDecoder(
                new RequestReader(
                        RequestJson.builder().build(),
                        Validation.buildDefaultValidatorFactory().getValidator(),
                        (_, _, _) -> {
                            by.set(Thread.currentThread().getName());
                            return Optional.empty();
                        }),
                readers,
                Pace.SLOWEST);

        noting.decodeToMono(
                        parts("{\"name\":\"" + "x".repeat(length) + "\"}"), THING, MediaType.APPLICATION_JSON, Map.of())
                .block();

        assertThat(by.get().startsWith("reader-")).isEqualTo(isInTurn);
    }

    @Test
    void a_body_that_stops_in_the_middle_is_408() {
        Problem problem =
                catchThrowableOfType(Problem.class, () -> read(parts("{\"na").concatWith(Flux.never())));
        assertThat(problem.status()).isEqualTo(408);
        assertThat(problem.code()).isEqualTo("body.too_slow");
    }

    /** Each with a body of several buffers, the last of which may never come. */
    static List<Arguments> bodies() {
        String tail = "x".repeat(2000) + "\"}";
        return List.of(
                Arguments.of("good", List.of("{\"name\":\"", tail), 64, false),
                Arguments.of("no JSON", List.of("{\"name\"", tail), 64, false),
                Arguments.of("beyond its limit", Collections.nCopies(300, "x".repeat(1024)), 64, false),
                Arguments.of("beyond the memory", Collections.nCopies(300, "x".repeat(1024)), 1, false),
                Arguments.of("never ending", List.of("{\"name\":\"", "x"), 64, true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void every_buffer_is_given_back_whatever_becomes_of_the_body(
            String name, List<String> parts, long mib, boolean neverEnds) {
        List<ByteBuf> buffers = parts.stream()
                .map(part -> PooledByteBufAllocator.DEFAULT.buffer().writeBytes(part.getBytes(StandardCharsets.UTF_8)))
                .toList();
        NettyDataBufferFactory factory = new NettyDataBufferFactory(PooledByteBufAllocator.DEFAULT);
        // what was not asked for any more is the server's to give back
        AtomicInteger handedOver = new AtomicInteger();
        Flux<DataBuffer> body = Flux.fromIterable(buffers)
                .doOnNext(_ -> handedOver.incrementAndGet())
                .map(factory::wrap);
        Budget memory = new Budget(Budget.Use.READING, mib << 20, mib << 20);

        RequestMemory.counting(
                        memory,
                        memory,
                        "somebody",
                        MockServerWebExchange.from(MockServerHttpRequest.post("/")),
                        _ -> decoder.decodeToMono(
                                        neverEnds ? body.concatWith(Flux.never()) : body,
                                        THING,
                                        MediaType.APPLICATION_JSON,
                                        Map.of())
                                .then())
                .onErrorComplete()
                .block();

        int count = handedOver.get();
        assertThat(buffers.subList(0, count))
                .isNotEmpty()
                .extracting(ByteBuf::refCnt)
                .containsOnly(0);
        buffers.subList(count, buffers.size()).forEach(ByteBuf::release);
    }
}
