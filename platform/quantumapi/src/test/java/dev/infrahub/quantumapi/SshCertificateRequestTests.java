package dev.infrahub.quantumapi;

import static dev.infrahub.quantumapi.Stage.answers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.Fault;
import dev.infrahub.quantumapi.SshCertificateRequest.Validity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent for a certificate, and which answers are none. */
class SshCertificateRequestTests {

    private static final UUID AUTHORITY = UUID.fromString("4b0c0a5e-6c5e-4b1c-9d5f-222222222222");
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");
    private final Stage stage = new Stage();
    private final HttpQuantumApi api = new HttpQuantumApi(
            new QuantumApiProperties(
                    stage.url(),
                    "qapi_key",
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    new QuantumApiProperties.Retry(0, Duration.ofMillis(1), Duration.ofSeconds(1)),
                    new QuantumApiProperties.Circuit(100, 100, 50, Duration.ofSeconds(1), 1)),
            ObservationRegistry.NOOP,
            new SimpleMeterRegistry());

    @AfterEach
    void close() throws IOException {
        api.close();
        stage.close();
    }

    private static SshCertificateRequest request(Validity validity) {
        return new SshCertificateRequest(
                "ssh-ed25519 AAAA",
                List.of("deploy"),
                "alice",
                AUTHORITY,
                validity,
                Map.of("source-address", "10.0.0.0/8"),
                List.of(),
                "CHG-42");
    }

    private static String certificate(String principal, String end, UUID authority) {
        return """
            {"id":"4b0c0a5e-6c5e-4b1c-9d5f-333333333333","serial":18446744073709551615,"identity":"alice",
             "certificate":"ssh-ed25519-cert-v01@openssh.com AAAA alice","principals":["%s"],
             "validAfter":"2026-01-31T11:00:00Z","validBefore":"%s","caId":"%s"}""".formatted(principal, end, authority);
    }

    @Test
    void a_certificate_can_end_with_a_change_window() {
        stage.plays(answers(201, certificate("deploy", "2026-01-31T12:00:00Z", AUTHORITY)));

        SshCertificate issued = api.issueSshCertificate(request(new Validity.Until(NOON)), "event-1");

        assertThat(issued.serial()).isEqualTo("18446744073709551615");
        assertThat(issued.algorithm()).isEqualTo("ssh-ed25519-cert-v01@openssh.com");
        assertThat(stage.requests())
                .singleElement()
                .satisfies(sent -> assertThat(sent.body())
                        .contains("\"validBefore\":\"2026-01-31T12:00:00Z\"")
                        .contains("\"criticalOptions\":{\"source-address\":\"10.0.0.0/8\"}")
                        .contains("\"extensions\":[]")
                        .doesNotContain("ttlSeconds"));
    }

    @Test
    void or_be_valid_for_a_while() {
        stage.plays(answers(201, certificate("deploy", "2026-01-31T12:00:00Z", AUTHORITY)));

        api.issueSshCertificate(request(new Validity.For(Duration.ofHours(1))), "event-1");

        assertThat(stage.requests())
                .singleElement()
                .satisfies(sent ->
                        assertThat(sent.body()).contains("\"ttlSeconds\":3600").doesNotContain("validBefore"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"another principal", "another authority", "a later end"})
    void an_answer_that_was_not_asked_for_is_no_certificate(String what) {
        stage.plays(answers(
                201,
                certificate(
                        what.equals("another principal") ? "root" : "deploy",
                        what.equals("a later end") ? "2026-01-31T12:00:01Z" : "2026-01-31T12:00:00Z",
                        what.equals("another authority") ? UUID.randomUUID() : AUTHORITY)));
        for (Validity validity : List.of(new Validity.Until(NOON), new Validity.For(Duration.ofHours(1)))) {
            Fault fault = catchThrowableOfType(
                    Fault.Unavailable.class, () -> api.issueSshCertificate(request(validity), "event-1"));
            assertThat(fault).as(validity.toString()).isNotNull();
            assertThat(fault.code()).isEqualTo("quantumapi.invalid-answer");
        }
    }

    @Test
    void an_authority_of_another_algorithm_is_not_taken_for_the_one_asked_for() {
        stage.plays(answers(200, """
                {"data":[{"id":"%s","name":"hub","algorithm":"ssh-ed25519","publicKey":"ssh-ed25519 AAAA hub",
                          "fingerprint":"SHA256:x"}],"total":1}""".formatted(AUTHORITY)));

        Fault fault = catchThrowableOfType(
                Fault.Unavailable.class, () -> api.sshAuthority("hub", "ssh-mldsa44-ed25519@openssh.com"));

        assertThat(fault).isNotNull();
        assertThat(fault.code()).isEqualTo("quantumapi.key-unusable");
        assertThat(api.sshAuthority("hub", "ssh-ed25519").id()).isEqualTo(AUTHORITY);
    }
}
