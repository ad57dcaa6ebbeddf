package dev.infrahub.quantumapi;

import static dev.infrahub.quantumapi.Stage.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent, how often, and how an answer is read. */
class CallTests {

    private static final UUID ID = UUID.fromString("4b0c0a5e-6c5e-4b1c-9d5f-111111111111");
    private static final Signature SIGNATURE = new Signature(new byte[1], ID, 1, "ML-DSA-65");
    private static final String SECRET = """
            {"id":"%s","name":"a/b","version":1,"createdAt":"2026-11-24T00:00:00Z","updatedAt":"2026-11-24T00:00:00Z"}\
            """.formatted(ID);

    private final Stage stage = new Stage();
    private final HttpQuantumApi api = new HttpQuantumApi(
            new QuantumApiProperties(
                    stage.url(),
                    "qapi_key",
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    new QuantumApiProperties.Retry(1, Duration.ofMillis(1), Duration.ofSeconds(1)),
                    new QuantumApiProperties.Circuit(100, 100, 50, Duration.ofSeconds(1), 1)),
            ObservationRegistry.NOOP,
            new SimpleMeterRegistry());

    @AfterEach
    void close() throws IOException {
        api.close();
        stage.close();
    }

    private static Fault fault(ThrowingCallable call) {
        Fault fault = catchThrowableOfType(Fault.class, call);
        assertThat(fault).as("what the call throws").isNotNull();
        return fault;
    }

    static final List<Consumer<QuantumApi>> REPEATABLE = List.of(
            api -> api.key(ID),
            api -> api.findKey("name"),
            api -> api.verify(new byte[1], SIGNATURE, ""),
            api -> api.encrypt(new byte[1], ID, ""),
            api -> api.decrypt("payload", ""),
            api -> api.readSecret(ID),
            QuantumApi::secrets,
            api -> api.sshRevocations(ID),
            api -> api.createKey("name", "ML-DSA-65", "event-1"),
            api -> api.sign(new byte[1], ID, "", "event-1"),
            api -> api.createSecret(new NewSecret("a/b", "value", List.of(), ""), "event-1"));

    @ParameterizedTest
    @FieldSource("REPEATABLE")
    void what_does_no_more_when_it_is_sent_twice_is_sent_again(Consumer<QuantumApi> call) {
        stage.plays(answers(500, ""));

        assertThat(fault(() -> call.accept(api)).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests()).hasSize(2);
    }

    @Test
    void a_key_by_name_is_created_again_because_names_are_unique() {
        stage.plays(answers(200, "{\"data\":[]}"), answers(500, ""));

        assertThat(fault(() -> api.getOrCreateKey("name", "ML-DSA-65")).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests())
                .extracting(Stage.Request::line)
                .filteredOn(line -> line.startsWith("POST"))
                .hasSize(2);
    }

    static final List<Consumer<QuantumApi>> ONCE = List.of(
            api -> api.createKey("name", "ML-DSA-65", null),
            api -> api.sign(new byte[1], ID, "", null),
            api -> api.createSecret(new NewSecret("a/b", "value", List.of(), ""), null),
            api -> api.newSecretVersion(ID, "value"),
            api -> api.revokeSshCertificate(ID, "lost"));

    @ParameterizedTest
    @FieldSource("ONCE")
    void any_other_change_without_an_idempotency_key_is_sent_once(Consumer<QuantumApi> call) {
        stage.plays(answers(500, ""));

        assertThat(fault(() -> call.accept(api)).code()).isEqualTo("quantumapi.unavailable");

        assertThat(stage.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\r\nX-Api-Key: b", "é"})
    void an_idempotency_key_is_printable_ascii(String key) {
        assertThatIllegalArgumentException().isThrownBy(() -> api.sign(new byte[1], ID, "", key));
        assertThat(stage.requests()).isEmpty();
    }

    @Test
    void a_call_is_named_by_its_path_alone() {
        stage.plays(answers(403, "{}"));
        fault(() -> api.findKey("the name"));
        stage.plays(answers(200, "{\"status\":\"healthy\"}"));

        assertThat(api.health().detail()).contains("for GET /keys: 403");
    }

    @Test
    void what_is_looked_for_is_encoded() {
        stage.plays(answers(200, "{\"data\":[]}"));

        api.findKey("a&limit=1 {b}");

        assertThat(stage.requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.line())
                        .isEqualTo("GET /api/v1/keys?name=a%26limit%3D1%20%7Bb%7D&limit=500&offset=0 HTTP/1.1"));
    }

    @Test
    void empty_data_is_sent_and_an_empty_context_is_not() {
        stage.plays(answers(200, """
                {"encryptedPayload":"p","keyId":"%s","keyVersion":1,"algorithm":"a"}""".formatted(ID)));

        api.encrypt(new byte[0], ID, "");

        assertThat(stage.requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.body())
                        .isEqualTo("{\"plaintext\":\"\",\"encoding\":\"base64\",\"keyId\":\"%s\"}".formatted(ID)));
    }

    @Test
    void only_labels_and_description_of_a_secret_may_be_missing() {
        stage.plays(answers(200, SECRET));
        Secret secret = api.newSecretVersion(ID, "value");
        assertThat(secret.labels()).isEmpty();
        assertThat(secret.description()).isEmpty();

        assertThat(fault(() -> api.readSecret(ID)).detail()).contains("value");

        stage.plays(answers(200, SECRET.replace("}", ",\"value\":\"\",\"labels\":null}")));
        assertThat(api.readSecret(ID)).isEqualTo(new SecretValue(secret, ""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "\"\"",
                "[]",
                "{}",
                "{\"data\":null}",
                "{\"data\":{}}",
                "{\"data\":[null]}",
                "{\"data\":[\"a\"]}",
                "{\"data\":[]} {}"
            })
    void a_list_is_read_whole_or_not(String body) {
        stage.plays(answers(200, body));

        assertThat(fault(() -> api.secrets()).code()).isEqualTo("quantumapi.invalid-answer");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "\" \"", "5", "true", "null", "[]", "{}"})
    void a_text_says_something(String name) {
        stage.plays(answers(200, SECRET.replace("\"a/b\"", name)));

        assertThat(fault(() -> api.newSecretVersion(ID, "value")).detail()).contains("name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1.0", "\"1\"", "true", "null", "99999999999"})
    void a_version_is_a_whole_number(String version) {
        stage.plays(answers(200, SECRET.replace("\"version\":1", "\"version\":" + version)));

        assertThat(fault(() -> api.newSecretVersion(ID, "value")).detail()).contains("version");
    }

    @Test
    void an_answer_without_end_does_not_fill_the_memory() {
        stage.plays(answers(200, " ".repeat(33 * 1024 * 1024) + SECRET));

        assertThat(fault(() -> api.newSecretVersion(ID, "value")).code()).isEqualTo("quantumapi.unavailable");
    }

    @Test
    void an_answer_that_is_refused_is_not_told() {
        stage.plays(answers(200, SECRET.replace("\"version\":1", "\"version\":\"no one sees this\"")));

        assertThat(fault(() -> api.newSecretVersion(ID, "value"))).asString().doesNotContain("no one sees");
    }

    @Test
    void a_key_has_the_public_keys_of_its_versions_the_oldest_first() {
        String version = "{\"publicKey\":{\"version\":%d,\"algorithm\":\"ML-DSA-65\",\"raw\":\"AQI\",\"pem\":\"pem\"}}";
        stage.plays(answers(200, """
                {"id":"%s","name":"k","algorithm":"ML-DSA-65","keyType":"signing","state":"active","version":2,\
                "createdAt":"2026-11-24T00:00:00Z","versions":[%s,{"version":3},%s]}""".formatted(ID, version.formatted(2), version.formatted(1))));

        assertThat(api.key(ID).publicKeys()).extracting(Key.PublicKey::version).containsExactly(1, 2);
        assertThat(api.key(ID).publicKey(1).orElseThrow().raw()).containsExactly(1, 2);
    }
}
