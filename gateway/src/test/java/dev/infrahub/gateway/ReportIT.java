package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.ReportCompiled;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.testing.Wire;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The compliance report over HTTP. The test plays the cab-signer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportIT {

    /** Canonical, with a change that somebody named to do harm. */
    private static final String REPORT = """
            {"approvals":[{"approvalsNeeded":1,"approvedAt":null,"approvedBy":[],"changeRequestId":"=HYPERLINK(1)","changeType":"normal","client":"acme","decisions":[{"at":"2026-11-26T10:00:00.000Z","by":"user:adam","byName":"<script>alert(1)</script>","comment":null,"decision":"reject","leafIndex":3,"sequence":1,"signatureValid":true}],"environment":null,"fingerprint":null,"leafIndex":null,"module":"a, \\"b\\"","planHash":"00","problems":["cab_decisions.comment was changed (decision 1)"],"requestedAt":"2026-11-26T10:00:00.000Z","requestedBy":"+user:rita","riskLevel":"low","sequence":null,"signatureValid":true,"state":"rejected"}],"byRisk":{"low":{"requested":1}},"client":"acme","compiledAt":"2026-11-26T10:00:00.000Z","compiledBy":"key:a","compiledByName":"a","log":{"problems":[],"root":"00","size":4,"treeHead":null},"module":null,"period":{"from":null,"to":"2026-11-26T10:00:00.000Z"},"seal":{"algorithm":"ML-DSA-65","publicKey":"AAAA","signature":"AAAA"},"totals":{"failedSignings":0,"refusals":0,"requested":1,"signatures":1,"unverified":0,"withProblems":1}}""".strip();

    private final Set<String> answered = new HashSet<>();
    private Hub hub;

    /** The topics are shared: what other tests asked is not ours to answer. */
    @BeforeAll
    void start() {
        hub = Hub.start();
        hub.wire.records(Topics.REPORT_REQUESTED.name()).forEach(record -> answered.add(operation(record)));
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    @Test
    void json_is_answered_byte_for_byte_as_it_was_sealed() throws Exception {
        HttpResponse<String> answer = report("client=acme&module=network", "acme");
        assertThat(answer.body()).isEqualTo(REPORT);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        String operation = answer.headers().firstValue("Operation-Id").orElseThrow();
        assertThat(hub.get("/api/operations/" + operation).body()).contains(REPORT);
    }

    @Test
    void csv_is_quoted_and_starts_no_formula() throws Exception {
        HttpResponse<String> answer = report("client=acme&format=csv", "acme");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/csv");
        assertThat(answer.body().split("\r\n", -1)[1])
                .isEqualTo(
                        "\"'=HYPERLINK(1)\",\"acme\",\"a, \"\"b\"\"\",\"\",\"low\",\"normal\",\"rejected\",\"'+user:rita\","
                                + "\"2026-11-26T10:00:00.000Z\",\"\",\"\",\"00\",\"\",\"\",\"\",\"true\","
                                + "\"cab_decisions.comment was changed (decision 1)\"");
    }

    @Test
    void html_is_escaped_and_runs_nothing() throws Exception {
        HttpResponse<String> answer = report("client=acme&format=html", "acme");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .contains("default-src 'none'", "style-src 'sha256-");
        assertThat(answer.body())
                .doesNotContain("<script")
                .contains("&lt;script&gt;alert(1)&lt;/script&gt;")
                .contains(Digest.of(REPORT))
                .contains("/api/operations/"
                        + answer.headers().firstValue("Operation-Id").orElseThrow())
                .contains("cab_decisions.comment was changed");
    }

    @Test
    void the_format_may_be_negotiated() throws Exception {
        CompletableFuture<HttpResponse<String>> answer = CompletableFuture.supplyAsync(
                () -> hub.get("/api/cab/report?client=acme", "Accept", "text/html, application/json;q=0.5"));
        compile("acme");
        assertThat(answer.get(30, TimeUnit.SECONDS).body()).startsWith("<!DOCTYPE html>");
    }

    @Test
    void a_form_that_nobody_takes_is_sent_by_no_endpoint() {
        for (String path : List.of(
                "/api/cab/report",
                "/api/ssh/ca",
                "/api/plans/" + UUID.randomUUID(),
                "/api/cab/evidence/" + UUID.randomUUID())) {
            for (String accept : List.of("application/json;q=0", "*/*;q=0", "text/markdown;q=0, text/csv;q=0")) {
                HttpResponse<String> answer = hub.get(path, "Accept", accept);
                assertThat(answer.statusCode()).as(path + " " + accept).isEqualTo(406);
                assertThat(hub.json(answer).path("code").asString()).isEqualTo("accept.unsupported");
            }
        }
    }

    @Test
    void who_belongs_to_all_clients_gets_all_and_who_belongs_to_several_names_one() throws Exception {
        assertThat(report("", "*").body()).isEqualTo(REPORT);
        String several = hub.newKey("auditor", "[\"acme\",\"globex\"]", "");
        assertProblem(hub.getAs(several, "/api/cab/report"), 422, "client");
        String one = hub.newKey("auditor", "[\"acme\"]", "");
        assertProblem(hub.getAs(one, "/api/cab/report?client=globex"), 403, "client");
        CompletableFuture<HttpResponse<String>> own =
                CompletableFuture.supplyAsync(() -> hub.getAs(one, "/api/cab/report"));
        compile("acme");
        HttpResponse<String> answer = own.get(30, TimeUnit.SECONDS);
        assertThat(answer.body()).isEqualTo(REPORT);
        String operation = answer.headers().firstValue("Operation-Id").orElseThrow();
        String foreign = hub.newKey("auditor", "[\"globex\"]", "");
        assertThat(hub.getAs(foreign, "/api/operations/" + operation).statusCode())
                .isEqualTo(404);
        String ofAll = report("", "*").headers().firstValue("Operation-Id").orElseThrow();
        assertThat(hub.getAs(one, "/api/operations/" + ofAll).statusCode()).isEqualTo(404);
    }

    @Test
    void parameters_that_make_no_sense_are_refused_with_their_name() {
        assertProblem(hub.get("/api/cab/report?format=pdf"), 400, "format");
        assertProblem(hub.get("/api/cab/report?from=yesterday"), 400, "from");
        assertProblem(hub.get("/api/cab/report?to=2026"), 400, "to");
        assertProblem(hub.get("/api/cab/report?from=2026-02-01T00:00:00Z&to=2026-02-01T00:00:00Z"), 422, "from");
        assertProblem(hub.get("/api/cab/report?client=a%20b"), 422, "client");
        assertProblem(hub.get("/api/cab/report?module="), 422, "module");
    }

    private HttpResponse<String> report(String query, String client) throws Exception {
        CompletableFuture<HttpResponse<String>> answer =
                CompletableFuture.supplyAsync(() -> hub.get("/api/cab/report?" + query));
        compile(client);
        HttpResponse<String> response = answer.get(30, TimeUnit.SECONDS);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    /** Answers the one question about the client that is not answered. */
    private void compile(String client) {
        eventually(() -> assertThat(asked(client)).isPresent());
        UUID operation = UUID.fromString(asked(client).orElseThrow());
        answered.add(operation.toString());
        ReportRequested event =
                hub.wire.eventsOf(Topics.REPORT_REQUESTED, operation).getFirst();
        byte[] document = REPORT.getBytes(StandardCharsets.UTF_8);
        hub.wire.answer(
                Topics.REPORT_COMPILED,
                client,
                operation,
                ReportCompiled.newBuilder()
                        .setClient(event.getClient())
                        .setModule(event.getModule())
                        .setFrom(event.getFrom())
                        .setTo(event.getTo())
                        .setChanges(1)
                        .setInvalid(1)
                        .setCompiledAt(event.getTo())
                        .setKeyId("key")
                        .setKeyVersion(1)
                        .setAlgorithm("ML-DSA-65")
                        .setPublicKey("AAAA")
                        .setSha256(Digest.of(document))
                        .setDocument(ByteBuffer.wrap(Zstd.compress(document)))
                        .build());
    }

    private Optional<String> asked(String client) {
        return hub.wire.records(Topics.REPORT_REQUESTED.name()).stream()
                .filter(record -> client.equals(record.key()))
                .map(ReportIT::operation)
                .filter(operation -> !answered.contains(operation))
                .findFirst();
    }

    private static String operation(ConsumerRecord<String, byte[]> record) {
        return Wire.header(record, "correlation-id").orElse("");
    }

    private void assertProblem(HttpResponse<String> response, int status, String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(hub.json(response).path("field").asString()).isEqualTo(field);
    }
}
