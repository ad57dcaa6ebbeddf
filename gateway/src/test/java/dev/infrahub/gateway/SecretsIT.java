package dev.infrahub.gateway;

import static dev.infrahub.gateway.Hub.JSON;
import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.ZstdInputStream;
import dev.infrahub.schemas.FoundSecret;
import dev.infrahub.schemas.LatelyResolvedSecret;
import dev.infrahub.schemas.ModuleSchedule;
import dev.infrahub.schemas.PipelineFailed;
import dev.infrahub.schemas.ScannedFile;
import dev.infrahub.schemas.SecretFinding;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.SecretScanRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.schemas.UnscannedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Files are scanned at the edge, and logs redacted: of a credential it is published where it stands, and nothing else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

    private static final String PATH = "/api/scan-secrets";
    private static final String DIAGNOSE = "/api/pipeline/diagnose";
    private static final String SCAFFOLD = "/api/scaffold-terraform";
    private static final String GZIP = "application/gzip";
    private static final String TOKEN = "ghp_" + "k3Vb9QzT1xWm7RsYp2LdJc8NfHg5Ae0Ku4Xo";

    private Hub hub;

    @BeforeAll
    void start() {
        hub = Hub.start();
    }

    @AfterAll
    void stop() {
        hub.close();
    }

    private static String files(String module, String... pathsAndContents) {
        var body = new JsonMapper().createObjectNode().put("module", module).put("client", "acme");
        var files = body.putArray("files");
        for (int at = 0; at < pathsAndContents.length; at += 2) {
            files.addObject().put("path", pathsAndContents[at]).put("content", pathsAndContents[at + 1]);
        }
        return body.toString();
    }

    private UUID accepted(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return UUID.fromString(hub.json(response).path("operationId").asString());
    }

    private SecretScanRequested published(UUID operation) {
        eventually(() -> assertThat(hub.wire.eventsOf(Topics.SECRET_SCAN_REQUESTED, operation))
                .hasSize(1));
        return hub.wire.eventsOf(Topics.SECRET_SCAN_REQUESTED, operation).getFirst();
    }

    @Test
    void what_is_published_says_where_a_credential_stands_and_never_what_it_is() {
        String content = "\n  token = \"" + TOKEN + "\"\n";
        UUID operation = accepted(
                hub.post(PATH, JSON, files("edge", "a/main.tf", content, "b.tf", "b = 1"), "Prefer", "respond-async"));
        SecretScanRequested event = published(operation);

        assertThat(event.getFiles()).extracting(ScannedFile::getPath).containsExactly("a/main.tf", "b.tf");
        assertThat(event.getComplete()).isFalse();
        assertThat(event.getFindings()).singleElement().satisfies(one -> {
            assertThat(one.getRuleId()).isEqualTo("github-token");
            assertThat(one.getPath()).isEqualTo("a/main.tf");
            assertThat(one.getLine()).isEqualTo(2);
            assertThat(one.getColumn()).isEqualTo(12);
            assertThat(one.getRedacted()).isEqualTo("ghp_****");
        });
        assertThat(event.toString()).doesNotContain(TOKEN.substring(4), "b = 1");
    }

    @Test
    void an_archive_is_scanned_as_all_files_of_its_module(@TempDir Path folder) throws Exception {
        Files.createDirectories(folder.resolve("repo/env"));
        Files.writeString(folder.resolve("repo/env/prod.tfvars"), "db_password = \"Tr0ub4dor&9zQ\" # infrahub:allow\n");
        Files.write(folder.resolve("repo/logo.png"), new byte[] {1, 0, 2});
        Files.createSymbolicLink(folder.resolve("repo/link"), Path.of("/etc/passwd"));
        UUID operation = accepted(hub.post(
                PATH + "?module=archive&client=acme&commit=abc",
                GZIP,
                BodyPublishers.ofByteArray(tarOf(folder)),
                "Prefer",
                "respond-async"));
        SecretScanRequested event = published(operation);

        assertThat(event.getComplete()).isTrue();
        assertThat(event.getCommit()).isEqualTo("abc");
        assertThat(event.getFiles()).extracting(ScannedFile::getPath).containsExactly("env/prod.tfvars");
        assertThat(event.getFindings()).extracting(FoundSecret::getAllowedBy).containsExactly("infrahub:allow");
        assertThat(event.getUnscanned())
                .extracting(UnscannedFile::getPath, UnscannedFile::getReason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("link", "link"),
                        org.assertj.core.groups.Tuple.tuple("logo.png", "binary"));
    }

    private static byte[] tarOf(Path folder) throws IOException, InterruptedException {
        Path archive = folder.resolve("a.tar.gz");
        int status = new ProcessBuilder("tar", "-czf", archive.toString(), "-C", folder + "/repo", ".")
                .inheritIO()
                .start()
                .waitFor();
        assertThat(status).isZero();
        return Files.readAllBytes(archive);
    }

    @Test
    void a_log_is_redacted_at_the_edge_and_diagnosed_by_the_worker() throws IOException {
        String log =
                "connecting with token " + TOKEN + "\n\u001B[31mError: AccessDenied\u001B[0m\n  bare: " + TOKEN + "\n";
        UUID operation = accepted(hub.post(
                DIAGNOSE,
                JSON,
                new JsonMapper()
                        .createObjectNode()
                        .put("logs", log)
                        .put("platform", "gitlab-ci")
                        .put("pipelineName", "apply")
                        .put("stage", "deploy")
                        .put("module", "network")
                        .put("client", "acme")
                        .toString(),
                "Prefer",
                "respond-async"));
        PipelineFailed event = failed(operation);

        assertThat(unpacked(event)).contains("\nError: AccessDenied\n").doesNotContain(TOKEN, "\u001B");
        assertThat(event.getPlatform()).isEqualTo("gitlab-ci");
        assertThat(event.getPipelineName()).isEqualTo("apply");
        assertThat(event.getStage()).isEqualTo("deploy");

        hub.wire.answer(Topics.PIPELINE_DIAGNOSED, "acme/network", operation, StandInWorker.diagnosed("acme"));
        eventually(() -> assertThat(hub.json(hub.get("/api/operations/" + operation))
                        .path("result")
                        .path("cause")
                        .asString(""))
                .isEqualTo("aws.access-denied"));
    }

    @Test
    void a_log_may_be_the_body_itself_and_a_large_one() throws IOException {
        String log = "2026-11-30T02:41:07.1234567Z a line of a log that says nothing at all\n".repeat(150_000);
        UUID operation = accepted(hub.post(
                DIAGNOSE + "?client=acme&stage=plan",
                "text/plain",
                BodyPublishers.ofString(log + "Error: Cycle: a.b, c.d\n"),
                "Prefer",
                "respond-async"));
        PipelineFailed event = failed(operation);

        assertThat(log.length()).isGreaterThan(10 * 1024 * 1024);
        assertThat(event.getModule()).isNull();
        assertThat(event.getStage()).isEqualTo("plan");
        assertThat(unpacked(event))
                .hasSameSizeAs(log + "Error: Cycle: a.b, c.d\n")
                .endsWith("Error: Cycle: a.b, c.d\n");
    }

    @Test
    void a_log_that_is_too_long_is_refused() {
        HttpResponse<String> answer =
                hub.post(DIAGNOSE, "text/plain", BodyPublishers.ofByteArray(new byte[16 * 1024 * 1024 + 1]));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(413);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo("body.text_too_long");
    }

    @Test
    void a_log_is_asked_about_once_a_key_and_another_log_is_another_request() {
        String[] key = {
            "Prefer", "respond-async", "Idempotency-Key", UUID.randomUUID().toString()
        };
        String body = "{\"client\":\"acme\",\"module\":\"network\",\"logs\":\"Error: %s\"}";

        UUID first = accepted(hub.post(DIAGNOSE, JSON, body.formatted("Cycle: a.b, c.d"), key));
        UUID again = accepted(hub.post(DIAGNOSE, JSON, body.formatted("Cycle: a.b, c.d"), key));
        HttpResponse<String> other = hub.post(DIAGNOSE, JSON, body.formatted("x"), key);

        assertThat(again).isEqualTo(first);
        assertThat(other.statusCode()).isEqualTo(422);
        assertThat(hub.json(other).path("code").asString()).isEqualTo("idempotency_key.reused");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json|{}|422|field.missing|logs",
                "application/json|{\"logs\":7}|422|field.type|logs",
                "application/json|{\"logs\":\"\"}|422|log.empty|logs",
                "application/json|{\"logs\":\" \\n\"}|422|log.empty|logs",
                "text/plain|' \n'|422|log.empty|body",
                "application/json|{\"logs\":\"a\",\"stagge\":\"b\"}|422|field.unknown|stagge",
                "application/json|{\"logs\":\"a\",\"logs\":\"b\"}|400|body.not_json|logs",
                "application/json|[]|400|body.not_object|",
                "application/xml|<a/>|415|content_type.unsupported|Content-Type"
            })
    void what_is_no_log_is_refused_by_the_name_of_the_field(
            String type, String body, int status, String code, @Nullable String field) {
        HttpResponse<String> answer = hub.post(DIAGNOSE, type, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(hub.json(answer).path("field").asString(null)).isEqualTo(field);
    }

    @Test
    void a_module_is_asked_for_and_answered_with_its_files() {
        UUID operation = accepted(hub.post(SCAFFOLD, JSON, """
                {"description":"An S3 bucket\\nfor ${artifacts}","cloud":"aws","name":"tf-aws-artifacts","client":"acme",
                "owner":"group:default/platform"}""", "Prefer", "respond-async"));
        eventually(() -> assertThat(hub.wire.eventsOf(Topics.MODULE_REQUESTED, operation))
                .singleElement()
                .satisfies(asked -> {
                    assertThat(asked.getClient()).isEqualTo("acme");
                    assertThat(asked.getDescription()).isEqualTo("An S3 bucket\nfor ${artifacts}");
                    assertThat(asked.getCloud()).isEqualTo("aws");
                    assertThat(asked.getName()).isEqualTo("tf-aws-artifacts");
                    assertThat(asked.getOwner()).isEqualTo("group:default/platform");
                }));

        hub.wire.answer(Topics.MODULE_SCAFFOLDED, "acme", operation, StandInWorker.scaffolded("acme"));
        eventually(() -> assertThat(hub.json(hub.get("/api/operations/" + operation))
                        .path("result")
                        .path("files")
                        .path("main.tf")
                        .asString(""))
                .startsWith("resource "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|field.missing|description",
                "{\"description\":\"  \"}|field.missing|description",
                "{\"description\":\"a bucket\",\"cloud\":\"oracle\"}|field.invalid|cloud",
                "{\"description\":\"a bucket\",\"name\":\"tf-aws-Bucket\"}|field.invalid|name",
                "{\"description\":\"a bucket\",\"name\":\"tf-oracle-bucket\"}|field.invalid|name",
                "{\"description\":\"a bucket\",\"cloud\":\"google\",\"name\":\"tf-aws-bucket\"}|field.invalid|name",
                "{\"description\":\"a bucket\",\"owner\":\"me: you\"}|field.invalid|owner",
                "{\"description\":\"a bucket with " + TOKEN + "\"}|field.secret|description"
            })
    void what_asks_for_no_module_is_refused_by_the_name_of_the_field(String body, String code, String field) {
        HttpResponse<String> answer = hub.post(SCAFFOLD, JSON, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo(code);
        assertThat(hub.json(answer).path("field").asString(null)).isEqualTo(field);
    }

    private PipelineFailed failed(UUID operation) {
        eventually(() ->
                assertThat(hub.wire.eventsOf(Topics.PIPELINE_FAILED, operation)).hasSize(1));
        return hub.wire.eventsOf(Topics.PIPELINE_FAILED, operation).getFirst();
    }

    private static String unpacked(PipelineFailed event) throws IOException {
        byte[] packed = new byte[event.getLog().remaining()];
        event.getLog().duplicate().get(packed);
        try (InputStream in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void what_stands_in_the_query_beside_json_is_refused() {
        HttpResponse<String> answer = hub.post(PATH + "?module=lost", JSON, files("kept", "a.tf", "a = 1"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(hub.json(answer).path("code").asString()).isEqualTo("parameter.unknown");
        assertThat(hub.json(answer).path("field").asString()).isEqualTo("module");
    }

    @Test
    void white_space_around_a_file_counts() {
        UUID operation = accepted(
                hub.post(PATH, JSON, files("space", "a.env", "\n\n  \nT=" + TOKEN), "Prefer", "respond-async"));

        assertThat(published(operation).getFindings().getFirst().getLine()).isEqualTo(4);
    }

    @Test
    void the_answer_and_how_the_module_stands_are_what_the_worker_tells() {
        UUID operation = accepted(
                hub.post(PATH, JSON, files("answered", "main.tf", "t = \"" + TOKEN + "\""), "Prefer", "respond-async"));
        SecretScanCompleted told = StandInWorker.scanned(published(operation));
        hub.wire.answer(Topics.SECRET_SCAN_COMPLETED, "acme/answered", operation, told);

        eventually(() -> assertThat(hub.json(hub.get("/api/operations/" + operation))
                        .path("status")
                        .asString())
                .isEqualTo("completed"));
        JsonNode answer = hub.json(hub.get("/api/operations/" + operation)).path("result");
        assertThat(answer.path("findings").path(0).path("redacted").asString()).isEqualTo("ghp_****");
        assertThat(answer.path("counts").path("new").asInt()).isEqualTo(1);
        JsonNode module = hub.json(hub.get("/api/secrets/results?client=acme&module=answered"))
                .path(0);
        assertThat(module.path("open").asInt()).isEqualTo(1);
        assertThat(module.path("severity").asString()).isEqualTo("high");
        JsonNode finding = module.path("findings").path(0);
        assertThat(finding.path("path").asString()).isEqualTo("main.tf");
        assertThat(finding.path("state").asString()).isEqualTo("new");
        assertThat(finding.path("recommendation").asString()).isNotBlank();
        String rule = finding.path("ruleId").asString();
        assertThat(listed("rule=" + rule + "&state=new&module=answered")).hasSize(1);
        assertThat(listed("state=known&module=answered")).isEmpty();
        assertThat(listed("rule=another&state=new&module=answered")).isEmpty();
        assertThat(hub.get("/api/secrets/results?state=old").statusCode()).isEqualTo(400);
        assertThat(hub.json(hub.get("/api/secrets/results?severity=low&module=answered")))
                .isEmpty();
    }

    @Test
    void a_finding_is_new_then_known_and_then_resolved() {
        SecretScanCompleted first = StandInWorker.scanned(published(accepted(
                hub.post(PATH, JSON, files("mended", "main.tf", "t = \"" + TOKEN + "\""), "Prefer", "respond-async"))));
        SecretFinding finding = first.getFindings().getFirst();
        tell("mended", first);
        eventually(() -> assertThat(listed("module=mended&state=new")).hasSize(1));
        assertThat(shown("mended").path("resolved")).isEmpty();

        tell(
                "mended",
                SecretScanCompleted.newBuilder(first)
                        .setRevision(2)
                        .setFindings(List.of(SecretFinding.newBuilder(finding)
                                .setState("known")
                                .build()))
                        .build());
        eventually(() -> assertThat(listed("module=mended&state=known")).hasSize(1));
        assertThat(listed("module=mended&state=resolved")).isEmpty();

        tell("mended", gone(first, finding));
        eventually(() -> assertThat(listed("module=mended&state=resolved")).hasSize(1));
        JsonNode module = shown("mended");
        assertThat(module.path("open").asInt()).isZero();
        assertThat(module.path("severity").asString()).isEqualTo("none");
        assertThat(module.path("findings")).isEmpty();
        assertThat(module.path("resolved")).singleElement().satisfies(one -> {
            assertThat(one.path("ruleId").asString()).isEqualTo("github-token");
            assertThat(one.path("path").asString()).isEqualTo("main.tf");
            assertThat(one.path("line").asInt()).isEqualTo(1);
            assertThat(one.path("state").asString()).isEqualTo("resolved");
            assertThat(one.path("since").asString())
                    .isEqualTo(finding.getSince().toString());
            assertThat(one.path("resolvedAt").asString()).isEqualTo("2027-03-02T09:00:00Z");
            assertThat(one.path("commit").asString()).isEqualTo("4f5e6d7");
        });
        assertThat(listed("module=mended&state=resolved&rule=github-token")).hasSize(1);
        assertThat(listed("module=mended&state=resolved&rule=another")).isEmpty();
        // the rule is that of an open one where no state is said
        assertThat(listed("module=mended&rule=github-token")).isEmpty();
        assertThat(listed("module=mended&state=new")).isEmpty();
    }

    private static SecretScanCompleted gone(SecretScanCompleted told, SecretFinding finding) {
        return SecretScanCompleted.newBuilder(told)
                .setRevision(3)
                .setFindings(List.of())
                .setResolvedLately(List.of(LatelyResolvedSecret.newBuilder()
                        .setRuleId(finding.getRuleId())
                        .setTitle(finding.getTitle())
                        .setSeverity(finding.getSeverity())
                        .setPath(finding.getPath())
                        .setLine(finding.getLine())
                        .setFingerprint(finding.getFingerprint())
                        .setSince(finding.getSince())
                        .setResolvedAt(Instant.parse("2027-03-02T09:00:00Z"))
                        .setCommit("4f5e6d7")
                        .build()))
                .build();
    }

    @Test
    void a_scan_that_told_nothing_newer_changes_no_view() {
        SecretScanCompleted told = StandInWorker.scanned(published(accepted(
                hub.post(PATH, JSON, files("late", "main.tf", "t = \"" + TOKEN + "\""), "Prefer", "respond-async"))));
        tell("late", SecretScanCompleted.newBuilder(told).setRevision(2).build());
        tell(
                "late",
                SecretScanCompleted.newBuilder(told)
                        .setRevision(1)
                        .setCommit("older")
                        .build());
        tell(
                "late",
                SecretScanCompleted.newBuilder(told)
                        .setRevision(0)
                        .setCommit("oldest")
                        .build());
        tell(
                "barrier",
                SecretScanCompleted.newBuilder(told).setModule("barrier").build());

        eventually(() -> assertThat(hub.json(hub.get("/api/secrets/results?module=barrier")))
                .hasSize(1));
        assertThat(hub.get("/api/secrets/results?module=late").body()).doesNotContain("older", "oldest");
    }

    @Test
    void a_module_whose_scan_failed_or_is_overdue_is_not_shown_as_clean() {
        SecretScanCompleted empty = SecretScanCompleted.newBuilder(StandInWorker.scanned(published(accepted(
                        hub.post(PATH, JSON, files("scheduled", "main.tf", "a = 1"), "Prefer", "respond-async")))))
                .setRevision(1)
                .build();
        Instant now = Instant.now();
        tell("unreachable", of(empty, "unreachable", failed(now.plus(Duration.ofDays(1)))));
        tell("overdue", of(empty, "overdue", checked(now.minusSeconds(1))));
        tell("fine", of(empty, "fine", checked(now.plus(Duration.ofDays(1)))));
        tell("given", of(empty, "given", null));

        eventually(() -> assertThat(hub.json(hub.get("/api/secrets/results?module=given")))
                .hasSize(1));
        assertThat(shown("unreachable").path("status").asString()).isEqualTo("failed");
        assertThat(shown("unreachable").path("severity").asString()).isEqualTo("unknown");
        assertThat(shown("unreachable").path("failure").path("code").asString()).isEqualTo("repository.not_found");
        assertThat(shown("unreachable").path("failure").path("reason").asString())
                .isEqualTo("There is none.");
        assertThat(shown("overdue").path("status").asString()).isEqualTo("stale");
        assertThat(shown("fine").path("status").asString()).isEqualTo("checked");
        assertThat(shown("fine").path("severity").asString()).isEqualTo("none");
        assertThat(shown("fine").path("failure").isNull()).isTrue();
        assertThat(shown("given").path("status").asString()).isEqualTo("handed-in");
        assertThat(hub.get("/api/secrets/results?severity=none").body()).doesNotContain("unreachable");
    }

    private JsonNode listed(String filters) {
        return hub.json(hub.get("/api/secrets/results?" + filters));
    }

    private JsonNode shown(String module) {
        eventually(() -> assertThat(hub.json(hub.get("/api/secrets/results?module=" + module)))
                .hasSize(1));
        return hub.json(hub.get("/api/secrets/results?module=" + module)).path(0);
    }

    private static SecretScanCompleted of(SecretScanCompleted told, String module, @Nullable ModuleSchedule schedule) {
        return SecretScanCompleted.newBuilder(told)
                .setModule(module)
                .setSchedule(schedule)
                .build();
    }

    private static ModuleSchedule checked(Instant dueBy) {
        return new ModuleSchedule("checked", dueBy.minusSeconds(60), dueBy, null, null);
    }

    private static ModuleSchedule failed(Instant dueBy) {
        return new ModuleSchedule("failed", dueBy.minusSeconds(60), dueBy, "repository.not_found", "There is none.");
    }

    private void tell(String module, SecretScanCompleted told) {
        hub.wire.publish(Topics.SECRET_SCAN_COMPLETED, "acme/" + module, UUID.randomUUID(), UUID.randomUUID(), told);
    }

    @Test
    void the_same_files_under_one_key_are_one_scan() {
        String key = UUID.randomUUID().toString();
        String body = files("repeated", "a.tf", "a = 1");
        UUID first = accepted(hub.post(PATH, JSON, body, "Idempotency-Key", key, "Prefer", "respond-async"));

        assertThat(accepted(hub.post(PATH, JSON, body, "Idempotency-Key", key, "Prefer", "respond-async")))
                .isEqualTo(first);
        assertThat(hub.post(
                                PATH,
                                JSON,
                                files("repeated", "a.tf", "a = 2"),
                                "Idempotency-Key",
                                key,
                                "Prefer",
                                "respond-async")
                        .statusCode())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {} | 422 | field.missing | files",
                "application/json | {\"files\":[]} | 422 | field.missing | files",
                "application/json | {\"files\":[{\"path\":\"a\"}]} | 422 | field.missing | files[0].content",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":\"\"},{\"path\":null,\"content\":\"\"}]} | 422 | field.missing | files[1].path",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":\"\"},null]} | 422 | field.missing | files[1]",
                "application/json | {\"files\":[{\"pth\":\"a\",\"content\":\"\"}]} | 422 | field.unknown | files[0].pth",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":1}]} | 422 | field.invalid | files[0].content",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":\"\"},{\"path\":\"a\",\"content\":\"\"}]} | 422 | field.invalid | files[1].path",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":\"\"}],\"client\":\"a b\"} | 422 | field.invalid | client",
                "application/json | {\"files\":[{\"path\":\"a\",\"content\":\"\"}],\"complete\":\"yes\"} | 422 | field.invalid | complete",
                "application/json | [] | 400 | body.not_object |",
                "application/json | {\"files | 400 | body.truncated |",
                "text/plain | a | 415 | content_type.unsupported | Content-Type",
                "application/gzip | not an archive | 400 | archive.unreadable |",
                "application/x-tar | x | 400 | archive.unreadable |"
            })
    void bad_input_is_refused_by_the_name_of_what_is_wrong(
            String type, String body, int status, String code, String field) {
        HttpResponse<String> response = hub.post(PATH, type, body);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(hub.json(response).path("code").asString()).isEqualTo(code);
        assertThat(hub.json(response).path("field").asString(null)).isEqualTo(field);
    }

    /** A module would be told to be clean of all that was known of it. */
    @ParameterizedTest
    @CsvSource({"application/x-tar,false", "application/gzip,true"})
    void an_archive_without_a_file_is_refused(String type, boolean isPacked) throws IOException {
        byte[] folder = header("empty/", 0);
        folder[156] = '5';
        sum(folder);
        byte[] end = new byte[1024];
        for (byte[] archive : new byte[][] {end, both(folder, end)}) {
            byte[] sent = isPacked ? packed(archive) : archive;
            HttpResponse<String> response =
                    hub.post(PATH + "?module=empty&client=acme", type, BodyPublishers.ofByteArray(sent));

            assertThat(response.statusCode()).as(response.body()).isEqualTo(422);
            assertThat(hub.json(response).path("code").asString()).isEqualTo("scan.no_files");
            assertThat(hub.json(response).path("field").asString()).isEqualTo("body");
            assertThat(hub.post(
                                    PATH + "?module=empty&client=acme&complete=false",
                                    type,
                                    BodyPublishers.ofByteArray(sent))
                            .statusCode())
                    .isEqualTo(422);
        }
    }

    @Test
    void what_is_skipped_to_the_last_file_is_no_scan_of_all_files() throws IOException {
        byte[] binary = Arrays.copyOf(header("logo.png", 2), 2048);
        String path = PATH + "?module=binary&client=acme";
        HttpResponse<String> all = hub.post(path, "application/x-tar", BodyPublishers.ofByteArray(binary));
        String some = hub.post(
                        path + "&complete=false",
                        "application/x-tar",
                        BodyPublishers.ofByteArray(binary),
                        "Prefer",
                        "respond-async")
                .body();
        HttpResponse<String> json = hub.post(
                PATH, JSON, files("binary", "../x", "a").replace("{\"module\"", "{\"complete\":true,\"module\""));

        assertThat(all.statusCode() + hub.json(all).path("code").asString()).isEqualTo("422scan.no_files");
        assertThat(some).contains("operationId");
        assertThat(hub.json(json).path("code").asString() + hub.json(json).path("field"))
                .isEqualTo("scan.no_files\"files\"");
    }

    private static byte[] packed(byte[] archive) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(archive);
        }
        return packed.toByteArray();
    }

    private static byte[] both(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    @Test
    void a_path_that_leads_out_is_told_and_its_file_not_scanned() {
        UUID operation =
                accepted(hub.post(PATH, JSON, files("paths", "../../x", "T=" + TOKEN), "Prefer", "respond-async"));

        assertThat(published(operation).getUnscanned())
                .singleElement()
                .satisfies(one -> assertThat(one.getReason()).isEqualTo("unsafe-path"));
    }

    @Test
    void an_archive_that_unpacks_without_end_is_refused() throws IOException {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bomb)) {
            byte[] block = new byte[1024 * 1024];
            Arrays.fill(block, (byte) 'a');
            byte[] header = header("a", 7L * 1024 * 1024 * 1024);
            out.write(header);
            for (int n = 0; n < 700; n++) {
                out.write(block);
            }
        }
        HttpResponse<String> response =
                hub.post(PATH + "?module=bomb&client=acme", GZIP, BodyPublishers.ofByteArray(bomb.toByteArray()));

        assertThat(response.statusCode()).as(response.body()).isEqualTo(413);
        assertThat(hub.json(response).path("code").asString()).isEqualTo("archive.expands_too_much");
    }

    private static byte[] header(String path, long size) {
        byte[] header = new byte[512];
        write(header, 0, path);
        write(header, 124, "%011o".formatted(size));
        header[156] = '0';
        write(header, 257, "ustar");
        sum(header);
        return header;
    }

    private static void sum(byte[] header) {
        Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte one : header) {
            sum += one & 0xFF;
        }
        write(header, 148, "%06o\0 ".formatted(sum));
    }

    private static void write(byte[] target, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, target, at, bytes.length);
    }

    @Test
    void nobody_sees_the_modules_of_another_client() {
        SecretScanCompleted told = StandInWorker.scanned(published(accepted(hub.post(
                PATH, JSON, files("private", "main.tf", "t = \"" + TOKEN + "\""), "Prefer", "respond-async"))));
        tell("private", told);
        eventually(() -> assertThat(hub.json(hub.get("/api/secrets/results?module=private")))
                .hasSize(1));
        String globex = hub.newKey("engineer", "[\"globex\"]", "");
        String plans = hub.newKey("auditor", "[\"acme\"]", ",\"scopes\":[\"plans:read\"]");

        assertThat(hub.getAs(globex, "/api/secrets/results").body()).doesNotContain("private");
        assertThat(hub.getAs(plans, "/api/secrets/results").statusCode()).isEqualTo(403);
        assertThat(hub.sendAs(globex, "POST", PATH, JSON, files("private", "a", "b"))
                        .statusCode())
                .isEqualTo(403);
    }
}
