package dev.infrahub.standalone;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.embedded.Ports;
import dev.infrahub.testing.Openssh;
import dev.infrahub.testing.Openssh.Ended;
import dev.infrahub.testing.Openssh.NewKey;
import dev.infrahub.testing.Sshd;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real sshd lets in whoever the whole hub, over HTTP, gave a certificate, and nobody else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SshLoginIT {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PLAN = """
            {"format_version": "1.2", "terraform_version": "1.11.0", "resource_changes": [
              {"address": "terraform_data.one", "mode": "managed", "type": "terraform_data", "name": "one",
               "provider_name": "terraform.io/builtin/terraform",
               "change": {"actions": ["create"], "before": null, "after": {"input": "a"}, "after_unknown": {"id": true},
                          "before_sensitive": false, "after_sensitive": {}}}]}""";

    /** The shortest window in which a slow machine still approves and logs in. */
    private static final Duration WINDOW = Duration.ofSeconds(25);

    @TempDir
    static Path home;

    private final int port = Ports.free();
    private Openssh openssh;
    private HubProcess hub;

    @BeforeAll
    void start() throws Exception {
        openssh = Openssh.installed("ssh", "ssh-keygen", "sshd");
        hub = HubProcess.launch(
                        home.resolve("hub"),
                        port,
                        Map.of(
                                "HUB_CABSIGNER_VALIDFOR", WINDOW.toString(),
                                "HUB_CABSIGNER_SSH_ACCESS_0_ENTITY", "component:default/*",
                                "HUB_CABSIGNER_SSH_ACCESS_0_CLIENT", "acme",
                                "HUB_CABSIGNER_SSH_ACCESS_0_ROLES", "admin",
                                "HUB_CABSIGNER_SSH_ACCESS_0_PRINCIPALS", "deploy,reader"))
                .awaitReady();
    }

    @AfterAll
    void stop() {
        HTTP.close();
        if (hub != null) {
            hub.close();
        }
    }

    @ParameterizedTest(name = "signed with {0}")
    @ValueSource(strings = {"ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com"})
    void who_has_a_certificate_logs_in_until_it_is_revoked_or_its_change_is_over_and_nobody_else(String algorithm)
            throws Exception {
        openssh.needs(algorithm);
        Path folder = Files.createTempDirectory(home, "host");
        NewKey key = openssh.newKey(folder, "-t", "ed25519");
        try (Sshd sshd = Sshd.trusting(
                openssh,
                folder,
                List.of(text("/api/ssh/ca?algorithm=" + algorithm).strip()),
                bytes("/api/ssh/krl?algorithm=" + algorithm),
                "deploy")) {
            Visitor visitor = new Visitor(sshd, key, algorithm);
            visitor.logsInAndIsKnown();
            visitor.isRefusedAsSomebodyElseOrByAnotherAuthority();
            visitor.staysNoLongerThanTheChange();
            visitor.isRefusedOnceRevoked();
        }
    }

    /** Somebody with a key who wants to log in to a host. */
    private final class Visitor {

        private final Sshd sshd;
        private final NewKey key;
        private final String algorithm;

        private Visitor(Sshd sshd, NewKey key, String algorithm) {
            this.sshd = sshd;
            this.key = key;
            this.algorithm = algorithm;
        }

        private void logsInAndIsKnown() throws Exception {
            JsonNode certificate = issue("deploy", "");
            comesIn(certificate);
            assertThat(sshd.log())
                    .as("who, in the host's own log")
                    .contains("ID \"" + certificate.path("keyId").asString() + "\"")
                    .contains("(serial " + certificate.path("serial").asString() + ")");
        }

        private void isRefusedAsSomebodyElseOrByAnotherAuthority() throws Exception {
            refused(logIn(issue("reader", "")), "Certificate does not contain an authorized principal");
            refused(sshd.login(key, ofAnotherAuthority()), "Permission denied");
        }

        /** Its window is short, and the certificate ends with it although an hour was asked for. */
        private void staysNoLongerThanTheChange() throws Exception {
            String change = approved();
            JsonNode certificate = issue("deploy", ",\"changeRequestId\":\"" + change + "\"");
            assertThat(certificate.path("keyId").asString()).contains("/" + change + "/");
            comesIn(certificate);
            eventually(() -> refused(logIn(certificate), "Certificate invalid: expired"));
        }

        private void isRefusedOnceRevoked() throws Exception {
            JsonNode certificate = issue("deploy", "");
            comesIn(certificate);
            String id = certificate.path("certificateId").asString();
            HttpResponse<String> answer =
                    post("/api/ssh/certificates/" + id + "/revoke", "{\"reason\":\"laptop lost\"}");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            sshd.revokes(bytes("/api/ssh/krl?algorithm=" + algorithm));
            refused(logIn(certificate), "revoked by file");
            comesIn(issue("deploy", ""));
            JsonNode shown = JSON.readTree(text("/api/ssh/certificates/" + id));
            assertThat(shown.path("register").path("valid").asBoolean())
                    .as(shown.toString())
                    .isTrue();
        }

        private void comesIn(JsonNode certificate) throws Exception {
            Ended login = logIn(certificate);
            assertThat(login.said()).as(sshd.log()).contains(Sshd.SAYS);
            assertThat(login.status()).isZero();
        }

        /** @param why in the host's log, or from ssh */
        private void refused(Ended login, String why) throws IOException {
            assertThat(login.status()).as(login.said()).isNotZero();
            assertThat(login.said()).doesNotContain("hello").contains("Permission denied");
            assertThat(sshd.log() + login.said()).contains(why);
        }

        private Ended logIn(JsonNode certificate) throws IOException {
            return sshd.login(key, certificate.path("certificate").asString());
        }

        private JsonNode issue(String principal, String more) throws Exception {
            HttpResponse<String> answer = post("/api/ssh/issue", """
                    {"publicKey":"%s","client":"acme","entityRef":"component:default/checkout","principals":["%s"],
                     "algorithm":"%s","reason":"test"%s}""".formatted(key.line(), principal, algorithm, more));
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            return JSON.readTree(answer.body());
        }

        private String ofAnotherAuthority() throws IOException {
            NewKey other = openssh.newKey(sshd.folder(), "-t", "ed25519");
            Path own = Files.writeString(sshd.folder().resolve("copy.pub"), key.line() + "\n");
            Ended signed = openssh.run(
                    "ssh-keygen",
                    "-q",
                    "-s",
                    other.file().toString(),
                    "-I",
                    "somebody",
                    "-n",
                    "deploy",
                    "-V",
                    "+1h",
                    own.toString());
            assertThat(signed.status()).as(signed.said()).isZero();
            return Files.readString(sshd.folder().resolve("copy-cert.pub")).strip();
        }
    }

    private String approved() throws Exception {
        HttpResponse<String> analysed = send(request("/api/pipeline/summarize-plan?module=checkout&client=acme")
                .header("X-Api-Key", administrator())
                .header("Content-Type", "application/vnd.hashicorp.terraform.plan+json")
                .POST(BodyPublishers.ofString(PLAN))
                .build());
        String planId = JSON.readTree(analysed.body()).path("planId").asString();
        JsonNode opened = JSON.readTree(send(request("/api/cab/requests")
                        .header("X-Api-Key", requester())
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"planId\":\"" + planId + "\"}"))
                        .build())
                .body());
        String change = opened.path("changeRequestId").asString();
        HttpResponse<String> decided = post(
                "/api/cab/approve",
                "{\"changeRequestId\":\"%s\",\"module\":\"checkout\",\"riskLevel\":\"%s\",\"planId\":\"%s\"}"
                        .formatted(change, opened.path("riskLevel").asString(), planId));
        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(200);
        return change;
    }

    /** Somebody else: nobody approves their own change. */
    private String requester() throws Exception {
        HttpResponse<String> made = post("/api/keys", "{\"name\":\"pipeline\",\"role\":\"ci\",\"clients\":[\"acme\"]}");
        return JSON.readTree(made.body()).path("key").asString();
    }

    private String text(String path) throws Exception {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private byte[] bytes(String path) throws Exception {
        HttpResponse<byte[]> answer =
                HTTP.send(request(path).header("X-Api-Key", administrator()).build(), BodyHandlers.ofByteArray());
        assertThat(answer.statusCode())
                .as(new String(answer.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return answer.body();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        return send(request(path)
                .header("X-Api-Key", administrator())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private HttpResponse<String> send(HttpRequest request) throws Exception {
        return HTTP.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofMinutes(1));
    }

    private String administrator() throws IOException {
        return Files.readString(hub.home().resolve("dev-key")).strip();
    }
}
