package dev.infrahub.quantumapi;

import static dev.infrahub.quantumapi.Stage.answers;
import static dev.infrahub.quantumapi.Stage.breaksOff;
import static dev.infrahub.quantumapi.Stage.hangs;
import static dev.infrahub.quantumapi.Stage.resets;
import static dev.infrahub.quantumapi.Stage.stalls;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What becomes of a call when QuantumAPI does not do as it should. */
class QuantumApiFaultsTests {

    private static final String API_KEY = "qapi_TheKeyThatNobodyMaySee";
    private static final UUID KEY = UUID.fromString("4b0c0a5e-6c5e-4b1c-9d5f-111111111111");
    private static final byte[] DATA = "the payload that nobody may see".getBytes(StandardCharsets.UTF_8);
    private static final String EVENT = "event-1";

    private final Stage stage = new Stage();
    private MeterRegistry meters = new SimpleMeterRegistry();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private HttpQuantumApi api = api(5, 1000);

    @BeforeEach
    void capture() {
        logged.start();
        root.addAppender(logged);
    }

    @AfterEach
    void close() throws IOException {
        root.detachAppender(logged);
        api.close();
        stage.close();
    }

    private HttpQuantumApi api(int callsOfCircuit, int circuitPauseMillis) {
        return api(stage.url(), API_KEY, callsOfCircuit, circuitPauseMillis);
    }

    /** With meters of its own: those of an earlier client would hide the new one's, and forget what they measure. */
    private HttpQuantumApi api(String url, String key, int callsOfCircuit, int circuitPauseMillis) {
        meters = new SimpleMeterRegistry();
        ObservationRegistry observations = ObservationRegistry.create();
        observations.observationConfig().observationHandler(new DefaultMeterObservationHandler(meters));
        return new HttpQuantumApi(
                new QuantumApiProperties(
                        url,
                        key,
                        Duration.ofMillis(500),
                        Duration.ofMillis(400),
                        Duration.ofSeconds(5),
                        new QuantumApiProperties.Retry(2, Duration.ofMillis(1), Duration.ofSeconds(1)),
                        new QuantumApiProperties.Circuit(
                                callsOfCircuit, callsOfCircuit, 50, Duration.ofMillis(circuitPauseMillis), 1)),
                observations,
                meters);
    }

    private static String signature(UUID key, int length, String algorithm) {
        return "{\"signature\":\"%s\",\"keyId\":\"%s\",\"keyVersion\":1,\"algorithm\":\"%s\"}"
                .formatted(Base64.getEncoder().encodeToString(new byte[length]), key, algorithm);
    }

    private static String signature() {
        return signature(KEY, 3309, "ML-DSA-65");
    }

    private Signature sign(boolean idempotent) {
        return api.sign(DATA, KEY, "approval", idempotent ? EVENT : null);
    }

    private Fault.Unavailable unavailable(boolean idempotent) {
        return unavailable(() -> sign(idempotent));
    }

    private static Fault.Unavailable unavailable(ThrowingCallable call) {
        Fault.Unavailable fault = catchThrowableOfType(Fault.Unavailable.class, call);
        assertThat(fault).as("what the call throws").isNotNull();
        return fault;
    }

    @Test
    void a_signature_is_what_was_asked_for_and_the_key_travels_in_its_header() {
        stage.plays(answers(200, signature()));

        Signature signature = sign(true);

        assertThat(signature.bytes()).hasSize(3309);
        assertThat(signature.keyId()).isEqualTo(KEY);
        assertThat(stage.requests()).singleElement().satisfies(request -> {
            assertThat(request.line()).isEqualTo("POST /api/v1/sign HTTP/1.1");
            assertThat(request.headers())
                    .containsEntry("x-api-key", API_KEY)
                    .containsEntry("idempotency-key", EVENT)
                    .containsEntry("content-type", "application/json");
            assertThat(request.body())
                    .contains(Base64.getEncoder().encodeToString(DATA))
                    .contains(Base64.getEncoder().encodeToString("approval".getBytes(StandardCharsets.UTF_8)));
        });
    }

    static Stream<Stage.Act> outages() {
        return Stream.of(hangs(), resets(), stalls("{"), breaksOff("{"), answers(500, ""), answers(503, "{}"));
    }

    @ParameterizedTest
    @MethodSource("outages")
    void after_an_outage_a_call_with_an_idempotency_key_is_sent_again_with_the_same(Stage.Act outage) {
        stage.plays(outage, answers(200, signature()));

        assertThat(sign(true).keyVersion()).isEqualTo(1);

        assertThat(stage.requests())
                .hasSize(2)
                .extracting(request -> request.headers().get("idempotency-key"))
                .containsOnly(EVENT);
    }

    @ParameterizedTest
    @MethodSource("outages")
    void without_an_idempotency_key_it_is_sent_exactly_once(Stage.Act outage) {
        stage.plays(outage, answers(200, signature()));

        assertThat(unavailable(false).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void a_new_version_of_a_secret_is_sent_exactly_once() {
        stage.plays(answers(500, ""));

        assertThat(unavailable(() -> api.newSecretVersion(KEY, "value")).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void what_changes_nothing_is_sent_again_without_an_idempotency_key() {
        stage.plays(answers(502, ""), answers(200, "{\"valid\":true}"));

        assertThat(api.verify(DATA, new Signature(new byte[1], KEY, 1, "ML-DSA-65"), ""))
                .isTrue();

        assertThat(stage.requests()).hasSize(2);
    }

    @Test
    void it_gives_up_after_the_configured_number_of_attempts() {
        stage.plays(answers(500, ""));

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests()).hasSize(3);
    }

    @Test
    void a_server_that_cannot_be_reached_is_unavailable() throws IOException {
        stage.close();

        Fault.Unavailable fault = unavailable(true);

        assertThat(fault.code()).isEqualTo("quantumapi.unavailable");
        assertThat(fault.detail()).contains("cannot be reached");
    }

    @Test
    void a_slow_answer_is_not_waited_for() {
        stage.plays(stalls("{\"signature\":"));
        Instant start = Instant.now();

        assertThat(unavailable(false).code()).isEqualTo("quantumapi.unavailable");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void it_waits_as_long_as_it_is_asked_to(int status) {
        stage.plays(answers(status, "{}", "Retry-After: 1"), answers(200, signature()));
        Instant start = Instant.now();

        sign(true);

        assertThat(Duration.between(start, Instant.now())).isGreaterThanOrEqualTo(Duration.ofMillis(990));
        assertThat(stage.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_longer_wait_than_configured_is_the_callers(int status) {
        stage.plays(answers(status, "{}", "Retry-After: 30"));

        Fault.Unavailable fault = unavailable(true);

        assertThat(fault.code()).isEqualTo("quantumapi.unavailable");
        assertThat(fault.retryAfter()).contains(Duration.ofSeconds(30));
        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void the_wait_may_be_a_date() {
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                Instant.now().plusSeconds(60).atOffset(ZoneOffset.UTC));
        stage.plays(answers(503, "{}", "Retry-After: " + date));

        assertThat(unavailable(true).retryAfter().orElseThrow())
                .isBetween(Duration.ofSeconds(50), Duration.ofSeconds(61));
    }

    @Test
    void a_circuit_opens_on_outages_and_half_opens_again() {
        api.close();
        api = api(2, 300);
        stage.plays(answers(500, ""));
        unavailable(false);
        unavailable(false);

        Fault.Unavailable open = unavailable(true);

        assertThat(open.code()).isEqualTo("quantumapi.unavailable");
        assertThat(open.retryAfter()).contains(Duration.ofMillis(300));
        assertThat(stage.requests()).as("nothing is sent while it is open").hasSize(2);

        stage.plays(answers(200, signature()));
        eventually(() -> assertThatCode(() -> sign(false)).doesNotThrowAnyException());
        assertThatCode(() -> sign(false)).doesNotThrowAnyException();
        assertThat(meters.get("resilience4j.circuitbreaker.state")
                        .tag("state", "closed")
                        .gauge()
                        .value())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 429})
    void a_circuit_stays_closed_on_what_is_no_outage(int status) {
        api.close();
        api = api(2, 60_000);
        stage.plays(answers(status, "{\"error\":\"some.code\"}"));

        for (int n = 0; n < 5; n++) {
            assertThat(catchThrowableOfType(Fault.class, () -> sign(false))).isNotNull();
        }

        assertThat(stage.requests()).hasSize(5);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void a_refused_key_is_the_operators_to_mend_logged_once_and_told_in_health(int status) {
        stage.plays(answers(status, "{\"error\":\"insufficient_scope\",\"requiredScope\":\"encryption:write\"}"));

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.refused");
        assertThat(unavailable(true).detail()).contains(status + " insufficient_scope", "encryption:write");

        assertThat(stage.requests()).as("not tried again").hasSize(2);
        assertThat(logged.list.stream().filter(event -> event.getLevel() == Level.ERROR))
                .singleElement()
                .satisfies(event -> assertThat(event.getFormattedMessage())
                        .contains("POST /sign")
                        .contains("encryption:write"));
        stage.plays(answers(200, "{\"status\":\"healthy\"}"));
        assertThat(api.health().state()).isEqualTo(Health.State.REFUSED);
        stage.plays(answers(200, signature()));
        sign(false);
        stage.plays(answers(200, "{\"status\":\"healthy\"}"));
        assertThat(api.health().state()).isEqualTo(Health.State.HEALTHY);
    }

    @Test
    void what_the_caller_did_wrong_is_invalid_with_code_and_field() {
        stage.plays(answers(422, "{\"error\":\"field.invalid\",\"field\":\"context\",\"detail\":\"echoes input\"}"));

        Fault.Invalid fault = catchThrowableOfType(Fault.Invalid.class, () -> sign(true));

        assertThat(fault.code()).isEqualTo("quantumapi.field.invalid");
        assertThat(fault.detail()).contains("422", "context").doesNotContain("echoes");
        assertThat(stage.requests()).hasSize(1);
    }

    @Test
    void words_of_an_error_that_are_no_words_are_not_passed_on() {
        stage.plays(answers(400, "{\"error\":\"you sent secret 42!\",\"field\":\"<b>\"}"));

        Fault.Invalid fault = catchThrowableOfType(Fault.Invalid.class, () -> sign(true));

        assertThat(fault.code()).isEqualTo("quantumapi.rejected");
        assertThat(fault.detail()).doesNotContain("42", "<b>");
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void a_key_that_is_gone_or_retired_is_no_permanent_no(Stage.Act act) {
        stage.plays(act);

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.key-unusable");
    }

    static Stream<Stage.Act> unusable() {
        return Stream.of(answers(404, "{\"error\":\"not_found\"}"), answers(409, "{\"error\":\"key.not_active\"}"));
    }

    static Stream<String> unacceptable() {
        return Stream.of(
                "",
                "garbage",
                "[]",
                "{}",
                "{\"signature\":",
                signature(KEY, 0, "ML-DSA-65"),
                signature(KEY, 3308, "ML-DSA-65"),
                signature(KEY, 3310, "ML-DSA-65"),
                signature(KEY, 2420, "ML-DSA-65"),
                signature(KEY, 3309, "ML-DSA-44"),
                signature(KEY, 3309, "ML-DSA-87"),
                signature(KEY, 3309, "HOME-MADE"),
                signature(UUID.fromString("4b0c0a5e-6c5e-4b1c-9d5f-222222222222"), 3309, "ML-DSA-65"),
                signature().replace("\"keyVersion\":1", "\"keyVersion\":\"one\""),
                signature().replace("AAAA\"", "%%%%\""));
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void an_answer_that_is_no_such_signature_is_never_accepted(String body) {
        stage.plays(answers(200, body));

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.invalid-answer");
    }

    @ParameterizedTest
    @MethodSource("lengths")
    void signatures_of_the_right_length_are(String algorithm, int length) {
        stage.plays(answers(200, signature(KEY, length, algorithm)));

        assertThat(sign(true).bytes()).hasSize(length);
    }

    static Stream<Arguments> lengths() {
        return Stream.of(
                Arguments.of("ML-DSA-44", 2420), Arguments.of("ML-DSA-65", 3309), Arguments.of("ML-DSA-87", 4627));
    }

    @Test
    void verify_needs_a_clear_answer() {
        Signature signature = new Signature(new byte[1], KEY, 1, "ML-DSA-65");
        for (String body : List.of("{}", "{\"valid\":\"true\"}", "{\"valid\":1}", "")) {
            stage.plays(answers(200, body));
            assertThat(unavailable(() -> api.verify(DATA, signature, "")).code())
                    .isEqualTo("quantumapi.invalid-answer");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 307, 404, 400})
    void what_is_no_answer_of_quantumapi_is_no_permanent_no(int status) {
        stage.plays(answers(status, "<html>", "Location: " + stage.url() + "/elsewhere"));

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.invalid-answer");

        assertThat(stage.requests()).as("no redirect is followed").hasSize(1);
    }

    @Test
    void without_a_key_nothing_is_sent() {
        api.close();
        api = api(stage.url(), "", 5, 1000);

        assertThat(unavailable(true).code()).isEqualTo("quantumapi.unavailable");

        assertThat(api.health().state()).isEqualTo(Health.State.UNCONFIGURED);
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void health_never_fails() {
        for (Stage.Act act : List.of(hangs(), resets(), answers(503, "{\"status\":\"unhealthy\"}"), answers(200, ""))) {
            stage.plays(act);
            assertThat(api.health().state()).isEqualTo(Health.State.UNHEALTHY);
        }
    }

    @Test
    void a_key_that_another_made_first_is_found() {
        String none = "{\"data\":[],\"total\":0}";
        String similar = "{\"data\":[{\"id\":\"%s\",\"name\":\"approvals-2\"},{\"id\":\"%s\",\"name\":\"approvals\"}]}"
                .formatted(UUID.randomUUID(), KEY);
        stage.plays(
                answers(200, none),
                answers(409, "{\"error\":\"key.exists\",\"existingId\":\"" + KEY + "\"}"),
                answers(200, similar),
                answers(200, key("ML-DSA-65")));

        assertThat(api.getOrCreateKey("approvals", "ML-DSA-65").id()).isEqualTo(KEY);
    }

    @Test
    void a_key_of_that_name_and_another_algorithm_is_not_used() {
        stage.plays(
                answers(200, "{\"data\":[{\"id\":\"" + KEY + "\",\"name\":\"approvals\"}]}"),
                answers(200, key("ML-DSA-44")));

        assertThat(unavailable(() -> api.getOrCreateKey("approvals", "ML-DSA-65"))
                        .code())
                .isEqualTo("quantumapi.key-unusable");
    }

    private static String key(String algorithm) {
        return """
                {"id":"%s","name":"approvals","algorithm":"%s","keyType":"signing","state":"active","version":1,\
                "createdAt":"2026-11-24T00:00:00Z","versions":[]}""".formatted(KEY, algorithm);
    }

    @Test
    void neither_the_key_nor_a_payload_is_ever_logged_or_told() {
        Level before = root.getLevel();
        root.setLevel(Level.TRACE);
        try {
            String told = Stream.of(hangs(), answers(401, "{}"), answers(422, "{}"), answers(500, ""), answers(200, ""))
                    .map(act -> {
                        stage.plays(act);
                        return String.valueOf(catchThrowableOfType(
                                Fault.class,
                                () -> api.createSecret(
                                        new NewSecret("a/b", "the value that nobody may see", List.of(), ""), EVENT)));
                    })
                    .reduce("", String::concat);
            String all = told
                    + logged.list.stream()
                            .map(event -> event.getFormattedMessage() + event.getThrowableProxy())
                            .toList();
            assertThat(stage.requests()).isNotEmpty();
            assertThat(all).doesNotContain(API_KEY, "that nobody may see");
        } finally {
            root.setLevel(before);
        }
    }

    @Test
    void calls_are_measured_by_path_and_retries_are_counted() {
        stage.plays(answers(500, ""), answers(200, signature()));

        sign(true);

        assertThat(meters.get("http.client.requests").tag("uri", "/api/v1/sign").timers().stream()
                        .mapToLong(timer -> timer.count())
                        .sum())
                .isEqualTo(2);
        assertThat(meters.get("resilience4j.retry.calls")
                        .tag("kind", "successful_with_retry")
                        .functionCounter()
                        .count())
                .isEqualTo(1);
    }
}
