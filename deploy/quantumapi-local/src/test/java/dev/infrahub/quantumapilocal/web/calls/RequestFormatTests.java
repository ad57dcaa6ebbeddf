package dev.infrahub.quantumapilocal.web.calls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.http.Problem;
import dev.infrahub.http.RequestReader;
import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Encoding;
import dev.infrahub.quantumapilocal.web.apikeys.ApiKeysController;
import dev.infrahub.quantumapilocal.web.encryption.EncryptionController;
import dev.infrahub.quantumapilocal.web.keys.KeysController;
import dev.infrahub.quantumapilocal.web.secrets.SecretsController;
import dev.infrahub.quantumapilocal.web.signing.SigningController;
import dev.infrahub.quantumapilocal.web.ssh.SshAuthoritiesController;
import dev.infrahub.quantumapilocal.web.ssh.SshCertificatesController;
import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import jakarta.validation.constraints.NotNull;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.MethodParameter;

class RequestFormatTests {

    private static final ValidatorFactory VALIDATION = Validation.buildDefaultValidatorFactory();
    private static final RequestReader READER =
            new RequestReader(RequestFormat.json(), VALIDATION.getValidator(), (_, _, _) -> Optional.empty());

    record Body(
            @NotNull String keyId,
            Optional<Algorithm> algorithm,
            Optional<Encoding> encoding,
            @Nullable LinkedHashSet<@Label String> labels,
            @Nullable Map<String, String> options) {}

    @AfterAll
    static void close() {
        VALIDATION.close();
    }

    private static Body read(String json) {
        return READER.read(json.getBytes(StandardCharsets.UTF_8), Body.class);
    }

    private static Problem refused(String json) {
        return catchThrowableOfType(Problem.class, () -> read(json));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keyId", "KeyId", "key_id", "KEY_ID", "_k_e_y_i_d_", "keyid"})
    void a_name_is_read_in_any_spelling(String name) {
        assertThat(read("{\"" + name + "\":\" a \"}").keyId()).isEqualTo(" a ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"keyId\":\"a\",\"key_id\":\"a\"}",
                "{\"keyId\":\"a\",\"KEYID\":null}",
                "{\"keyId\":\"a\",\"x_y\":1,\"xY\":1}"
            })
    void a_name_in_two_spellings_is_a_name_twice(String json) {
        assertThat(refused(json).code()).isEqualTo("body.duplicate");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{\"key_id\":7} | keyId takes a string.",
                "{\"KEYID\":null} | keyId is required.",
                "{\"keyId\":\"a\",\"encoding\":\"hex\"} | encoding takes one of base64, utf8.",
                "{\"keyId\":\"a\",\"LABELS\":[null]} | labels[0] takes a string.",
                "{\"keyId\":\"a\",\"labels\":[\"a\",\"b c\"]} | labels are not 1 to 64 letters, digits or . _ : / = @ + - each, with a letter or digit first.",
                "{\"keyId\":\"a\",\"options\":{\"k\":null}} | options takes a string."
            })
    void a_member_is_named_as_the_contract_names_it(String json, String detail) {
        assertThat(refused(json).detail()).isEqualTo(detail);
    }

    @Test
    void what_is_within_a_member_keeps_its_names() {
        assertThat(read("{\"keyId\":\"a\",\"options\":{\"Force_Command\":\"x\"}}")
                        .options())
                .containsExactly(Map.entry("Force_Command", "x"));
    }

    @Test
    void words_are_read_in_any_case() {
        Body body = read(
                "{\"keyId\":\"a\",\"algorithm\":\"ml-dsa-65\",\"encoding\":\"Utf-8\",\"labels\":[\"b\",\"a\",\"b\"]}");
        assertThat(body.algorithm()).contains(Algorithm.ML_DSA_65);
        assertThat(body.encoding()).contains(Encoding.UTF8);
        assertThat(body.labels()).containsExactly("b", "a");
    }

    static Stream<Class<? extends Record>> requests() {
        return Stream.of(
                        ApiKeysController.class,
                        EncryptionController.class,
                        KeysController.class,
                        SecretsController.class,
                        SigningController.class,
                        SshAuthoritiesController.class,
                        SshCertificatesController.class)
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(Call.class)))
                .<Class<? extends Record>>map(method -> CallResolver.bodyType(new MethodParameter(method, 0)))
                .filter(type -> type != CallResolver.NoBody.class)
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void no_request_tells_a_secret_when_it_is_printed(Class<? extends Record> type) {
        Record request = RequestFormat.json()
                .readValue(
                        "{\"value\":\"planted\",\"plaintext\":\"planted\",\"privateKey\":\"planted=\",\"data\":\"planted=\"}",
                        type);
        assertThat(request.toString()).doesNotContain("planted");
    }
}
