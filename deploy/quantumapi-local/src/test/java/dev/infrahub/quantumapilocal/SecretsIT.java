package dev.infrahub.quantumapilocal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.quantumapilocal.Server.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Secrets and their versions, the audit trail, and that nothing secret is anywhere else. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsIT {

    private Server server;

    @BeforeAll
    void start() {
        server = Server.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_secret_has_versions_and_its_value_leaves_only_when_asked_for() {
        Answer made = server.post(
                "/secrets",
                "{\"name\":\"azure/client\",\"value\":\"one\",\"labels\":[\"ci\"],\"description\":\"pipeline\"}");
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(made.json().has("value")).isFalse();
        String path = "/secrets/" + made.text("id");
        Answer updated = server.call("PUT", path, "{\"value\":\"two\"}");
        assertThat(updated.json().path("version").asInt()).as(updated.body()).isEqualTo(2);
        assertThat(updated.text("description")).isEqualTo("pipeline");
        server.call("PUT", path, "{\"labels\":[\"cd\"]}");

        assertThat(server.get(path).json().has("value")).isFalse();
        assertThat(server.get(path + "?include=value").text("value")).isEqualTo("two");
        Answer first = server.get(path + "?include=value&version=1");
        assertThat(first.text("value")).isEqualTo("one");
        assertThat(first.json().path("version").asInt()).isEqualTo(1);
        assertThat(server.get(path + "?include=value&version=3").status()).isEqualTo(404);
        assertThat(server.get(path + "/versions").json().path("total").asInt()).isEqualTo(2);
        assertThat(server.get("/secrets?label=cd").json().path("total").asInt()).isEqualTo(1);
        assertThat(server.get("/secrets?name=azure/client").body()).doesNotContain("value");

        assertThat(server.delete(path).status()).isEqualTo(204);
        assertThat(server.get(path + "?include=value").status()).isEqualTo(404);
        assertThat(server.rows("select version from secret_versions where secret_id = '" + made.text("id") + "'"))
                .isEmpty();
        assertThat(server.rows("select action || ' ' || outcome from audit where resource = 'secret:" + made.text("id")
                        + "' order by seq"))
                .containsExactly(
                        "secret.create ok",
                        "secret.update ok",
                        "secret.update ok",
                        "secret.read ok",
                        "secret.read-value ok",
                        "secret.read-value ok",
                        "secret.read-value refused",
                        "secret.versions ok",
                        "secret.delete ok",
                        "secret.read-value refused");
    }

    @Test
    void rows_cannot_be_swapped() {
        String mine =
                server.post("/secrets", "{\"name\":\"mine\",\"value\":\"a\"}").text("id");
        String other =
                server.post("/secrets", "{\"name\":\"other\",\"value\":\"b\"}").text("id");
        server.sql("update secret_versions set sealed = (select sealed from secret_versions where secret_id = '" + other
                + "') where secret_id = '" + mine + "'");
        Answer answer = server.get("/secrets/" + mine + "?include=value");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.text("error")).isEqualTo("internal");
        assertThat(server.rows("select outcome from audit where request_id = '" + answer.header("X-Request-Id") + "'"))
                .containsExactly("failed");
    }

    @Test
    void the_audit_trail_is_read_in_parts_and_by_what_was_done() {
        String key = server.apiKey("keys:read");
        IntStream.range(0, 5).forEach(_ -> server.get("/keys", "X-Api-Key", key, "X-Request-Id", "mine"));
        String id = server.rows("select api_key_id from audit where request_id = 'mine'")
                .getFirst();
        Answer part = server.get("/audit?apiKeyId=" + id + "&limit=3");
        assertThat(part.json().path("data").size()).isEqualTo(3);
        JsonNode row = part.json().path("data").get(0);
        assertThat(row.path("action").asString()).isEqualTo("key.list");
        assertThat(row.path("outcome").asString()).isEqualTo("ok");
        assertThat(row.path("apiKeyName").asString()).isEqualTo("test");
        assertThat(row.path("requestId").asString()).isEqualTo("mine");
        JsonNode rest = server.get("/audit?apiKeyId=" + id + "&limit=3&after=" + part.text("next"))
                .json();
        assertThat(rest.path("data").size()).isEqualTo(2);
        assertThat(rest.has("next")).isFalse();
        assertThat(server.get("/audit?action=key.list&outcome=denied&apiKeyId=" + id)
                        .json()
                        .path("data")
                        .size())
                .isZero();
        assertThat(server.get("/audit?since=2999-01-01T00:00:00Z")
                        .json()
                        .path("data")
                        .size())
                .isZero();
    }

    @Test
    void who_reads_on_after_the_last_row_misses_none_that_others_write_meanwhile() {
        List<CompletableFuture<Void>> writers = IntStream.range(0, 4)
                .mapToObj(_ ->
                        CompletableFuture.runAsync(() -> IntStream.range(0, 40).forEach(_ -> server.get("/keys"))))
                .toList();
        List<String> read = new ArrayList<>();
        while (!writers.stream().allMatch(CompletableFuture::isDone)) {
            readOn(read);
        }
        readOn(read);
        writers.forEach(CompletableFuture::join);
        assertThat(read)
                .containsExactlyElementsOf(
                        server.rows("select seq from audit where seq <= " + read.getLast() + " order by seq"));
    }

    private void readOn(List<String> read) {
        String after = read.isEmpty() ? "0" : read.getLast();
        server.get("/audit?limit=500&after=" + after)
                .json()
                .path("data")
                .forEach(row -> read.add(row.path("seq").asString()));
    }

    @Test
    void nobody_changes_the_audit_trail() {
        for (String change : List.of("update audit set detail = 'x'", "delete from audit", "truncate audit")) {
            assertThatThrownBy(() -> server.sql(change))
                    .hasRootCauseMessage(
                            "ERROR: the audit trail is only ever added to\n  Where: PL/pgSQL function refuse_change_of_audit() line 3 at RAISE");
        }
    }
}
