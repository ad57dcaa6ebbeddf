package dev.infrahub.http.bodies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import dev.infrahub.http.Problem;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Flux;
import tools.jackson.core.JsonParser;

/** Attacks by bodies, with budgets small enough to see what they take. */
@Timeout(120)
class BodiesTests {

    private static final int MIB = 1024 * 1024;

    private final Budget budget = new Budget(Budget.Use.READING, 16 * MIB, 12 * MIB);
    private final Readers readers = new Readers(3, 2, Duration.ofSeconds(30));
    private final Bodies bodies =
            bodies(new Pace(Duration.ofSeconds(20), 16 * 1024, Duration.ofMinutes(5)), Duration.ofMinutes(1));
    private final ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor();

    private Bodies bodies(Pace pace, Duration work) {
        return new Bodies(new Bodies.Limits(DataSize.ofMegabytes(8), pace, work), budget, readers);
    }

    @AfterEach
    void nothing_is_held_in_the_end() {
        requests.shutdownNow();
        requests.close();
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void two_hundred_connections_that_announce_much_and_send_a_byte_hold_next_to_nothing() throws Exception {
        CountDownLatch came = new CountDownLatch(200);
        List<CompletableFuture<?>> dripping = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Flux<DataBuffer> drip =
                    chunks("x").concatWith(Flux.<DataBuffer>never().doOnSubscribe(_ -> came.countDown()));
            dripping.add(CompletableFuture.runAsync(
                    () -> bodies.read(request(drip, "Content-Length", "8000000"), "hostile", Body::isEmpty), requests));
        }
        assertThat(came.await(60, TimeUnit.SECONDS)).isTrue();

        assertThat(budget.inUse()).isBetween(200L, 200L * 1024);
        assertThat(read("{}", "honest")).isEqualTo("{}");
        dripping.forEach(one -> assertThat(one).isNotDone());
    }

    @Test
    void a_byte_now_and_then_ends_by_the_rate_however_patient_the_sender() {
        Bodies impatient =
                bodies(new Pace(Duration.ofMillis(300), 1024 * 1024, Duration.ofMinutes(5)), Duration.ofMinutes(1));
        Flux<DataBuffer> drip = Flux.interval(Duration.ofMillis(50)).map(_ -> chunk("x"));
        long start = System.nanoTime();

        Problem problem =
                catchThrowableOfType(Problem.class, () -> impatient.read(request(drip), "hostile", Body::isEmpty));

        assertThat(problem.status()).isEqualTo(408);
        assertThat(problem.code()).isEqualTo("body.too_slow");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void a_body_that_keeps_the_pace_may_take_longer_than_the_patience() {
        Bodies impatient = bodies(new Pace(Duration.ofSeconds(2), 1000, Duration.ofMinutes(5)), Duration.ofMinutes(1));
        Flux<DataBuffer> steady = Flux.interval(Duration.ofMillis(100)).take(30).map(_ -> chunk("x".repeat(1000)));

        assertThat(impatient.<String>read(request(steady), "honest", body -> text(body.open())))
                .hasSize(30_000);
    }

    @Test
    void what_was_made_of_a_body_is_accounted_for_until_it_was_used() {
        long held = bodies.read(
                request(chunks("{}")),
                "honest",
                body -> {
                    Allowance.current().hold(5 * MIB);
                    return text(body.open());
                },
                _ -> 2L * MIB,
                _ -> budget.inUse());

        assertThat(held).isEqualTo(2 * MIB);
        assertThat(budget.inUse()).isZero();
    }

    @Test
    void a_body_that_keeps_the_pace_for_ever_ends_with_the_longest_time() {
        Bodies impatient = bodies(new Pace(Duration.ofMinutes(1), 1, Duration.ofMillis(1500)), Duration.ofMinutes(1));
        Flux<DataBuffer> endless = Flux.interval(Duration.ofMillis(20)).map(_ -> chunk("x".repeat(100)));

        Problem problem =
                catchThrowableOfType(Problem.class, () -> impatient.read(request(endless), "hostile", Body::isEmpty));

        assertThat(problem.status()).isEqualTo(408);
        assertThat(problem.code()).isEqualTo("body.too_slow");
    }

    /** Two credentials with a share each held all there is for over an hour. */
    @Test
    void the_largest_body_is_there_for_minutes_and_a_plan_of_a_bad_line_still_comes() {
        long megabit = 1024 * 1024 / 8;
        long packed = 6L * MIB;

        assertThat(Pace.SLOWEST.left(64L * MIB, Duration.ofMinutes(6).toNanos()))
                .isZero();
        for (long second = 1; second * megabit / 2 < packed; second++) {
            assertThat(Pace.SLOWEST.left(
                            second * megabit / 2, Duration.ofSeconds(second).toNanos()))
                    .isPositive();
        }
    }

    @Test
    void the_work_ends_with_its_time_and_frees_the_reader_and_the_memory() {
        Bodies hasty = bodies(Pace.SLOWEST, Duration.ofMillis(100));

        for (int i = 0; i < 5; i++) {
            Problem problem = catchThrowableOfType(
                    Problem.class,
                    () -> hasty.read(request(chunks("[1,2,3]")), "hostile", body -> {
                        while (true) {
                            text(body.open());
                        }
                    }));
            assertThat(problem.status()).isEqualTo(413);
            assertThat(problem.code()).isEqualTo("body.too_slow_to_read");
        }
        assertThat(budget.inUse()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"gzip, 3000000", "zstd, 3000000", "gzip, 7900000", "zstd, 7900000"})
    void what_unpacks_to_many_times_its_size_is_refused(String coding, int size) {
        byte[] bomb = packed(coding, " ".repeat(size));

        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> bodies.read(
                        request(chunks(bomb), "Content-Encoding", coding), "hostile", body -> text(body.open())));

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("body.expands_too_much");
    }

    /** The JDK's reader goes one call deeper for each. */
    @Test
    void nothing_that_is_packed_a_hundred_thousand_times_is_refused() {
        byte[] nothing = packed("gzip", "");
        byte[] sent = new byte[100_000 * nothing.length];
        for (int at = 0; at < sent.length; at += nothing.length) {
            System.arraycopy(nothing, 0, sent, at, nothing.length);
        }

        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> bodies.read(
                        request(chunks(sent), "Content-Encoding", "gzip"), "hostile", body -> text(body.open())));

        assertThat(problem.code()).isEqualTo("body.undecodable");
    }

    @ParameterizedTest
    @CsvSource({"gzip", "zstd"})
    void what_honest_json_packs_to_is_read(String coding) {
        StringBuilder json = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            json.append("{\"address\":\"aws_instance.web[").append(i).append("]\",\"type\":\"aws_instance\"},");
        }
        byte[] sent = packed(coding, json.toString());

        String read =
                bodies.read(request(chunks(sent), "Content-Encoding", coding), "honest", body -> text(body.open()));

        assertThat(read).isEqualTo(json.toString());
    }

    /** By RFC 9659 nobody needs more over HTTP, and it would be taken from the machine at once. */
    @Test
    void a_window_of_128_mib_is_not_taken() {
        byte[] frame = {0x28, (byte) 0xB5, 0x2F, (byte) 0xFD, 0, (byte) ((27 - 10) << 3), 1, 0, 0};

        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> bodies.read(
                        request(chunks(frame), "Content-Encoding", "zstd"), "hostile", body -> text(body.open())));

        assertThat(problem.code()).isEqualTo("body.undecodable");
    }

    @Test
    void what_a_small_body_becomes_counts_before_it_is_there() {
        byte[] lists = packed("gzip", "[" + "[],".repeat(300_000) + "1]");
        assertThat(lists.length).isLessThan(MIB / 64);

        Problem problem = catchThrowableOfType(
                Problem.class,
                () -> bodies.read(request(chunks(lists), "Content-Encoding", "gzip"), "hostile", BodiesTests::parsed));

        assertThat(problem.status()).isEqualTo(413);
        assertThat(problem.code()).isEqualTo("body.too_costly");
    }

    @Test
    void a_credential_that_holds_its_share_is_told_and_another_goes_on_being_served() throws Exception {
        CountDownLatch held = new CountDownLatch(3);
        for (int i = 0; i < 3; i++) {
            Flux<DataBuffer> large = chunks("x".repeat(3 * MIB))
                    .concatWith(Flux.<DataBuffer>never().doOnSubscribe(_ -> held.countDown()));
            requests.execute(() -> bodies.read(request(large), "hostile", Body::isEmpty));
        }
        assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();

        Problem problem = catchThrowableOfType(Problem.class, () -> read("y".repeat(4 * MIB), "hostile"));

        assertThat(problem.status()).isEqualTo(429);
        assertThat(problem.code()).isEqualTo("share.memory");
        assertThat(problem.retryAfter()).isPresent();
        for (int i = 0; i < 20; i++) {
            assertThat(read("{\"honest\":" + i + "}", "honest")).contains("honest");
        }
    }

    @Test
    void a_body_is_whole_whatever_its_parts() {
        Random random = new Random(20261129);
        for (int i = 0; i < 200; i++) {
            StringBuilder sent = new StringBuilder();
            List<DataBuffer> parts = new ArrayList<>();
            for (int part = random.nextInt(8); part >= 0; part--) {
                String text = String.valueOf((char) ('a' + part)).repeat(random.nextInt(5000));
                sent.append(text);
                parts.add(chunk(text));
            }
            int start = random.nextInt(sent.length() + 1);

            List<String> read = bodies.read(
                    request(Flux.fromIterable(parts)),
                    "honest",
                    body -> List.of(
                            text(body.open()), text(body.open()), text(body.open(start, sent.length() - start / 2))));

            assertThat(read)
                    .containsExactly(
                            sent.toString(),
                            sent.toString(),
                            sent.substring(start, Math.max(start, sent.length() - start / 2)));
        }
    }

    private String read(String text, String holder) {
        return bodies.read(request(chunks(text)), holder, body -> text(body.open()));
    }

    private static int parsed(Body body) {
        try (JsonParser parser = JsonValues.parser(body.open())) {
            parser.nextToken();
            return JsonValues.read(parser).each().size();
        }
    }

    private static String text(InputStream in) {
        try (in) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MockServerHttpRequest request(Flux<DataBuffer> body, String... headers) {
        MockServerHttpRequest.BodyBuilder request = MockServerHttpRequest.post("/");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return request.body(body);
    }

    private static Flux<DataBuffer> chunks(String text) {
        return Flux.just(chunk(text));
    }

    private static Flux<DataBuffer> chunks(byte[] bytes) {
        return Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(bytes));
    }

    private static DataBuffer chunk(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] packed(String coding, String text) {
        Function<OutputStream, OutputStream> packer = out -> {
            try {
                return coding.equals("gzip") ? new GZIPOutputStream(out) : new ZstdOutputStream(out);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = packer.apply(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
