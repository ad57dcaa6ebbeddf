package dev.infrahub.gateway;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.proofs.Merkle;
import dev.infrahub.schemas.TreeHeadSigned;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The transparency log over HTTP. The test plays the cab-signer, honest and not. */
class LogIT {

    private static final Logger log = LoggerFactory.getLogger(LogIT.class);

    private final TestLog honest = new TestLog();
    private Hub hub;

    @BeforeEach
    void start() {
        hub = Hub.start(honest.trusted());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void proofs_of_every_leaf_and_between_heads_verify_offline() {
        assertProblem(hub.get("/api/cab/log/inclusion?leafIndex=0"), 404, "log.empty", null);
        grow(3);
        grow(4);
        grow(1);
        for (int leaf = 0; leaf < 7; leaf++) {
            JsonNode answer = json("/api/cab/log/inclusion?treeSize=7&leafIndex=" + leaf);
            assertThat(Merkle.isIncluded(
                            leaf,
                            7,
                            bytes(answer.path("leafHash")),
                            proof(answer.path("inclusionProof")),
                            bytes(answer.path("head").path("root"))))
                    .isTrue();
        }
        JsonNode consistency = json("/api/cab/log/consistency?first=3");
        assertThat(Merkle.isConsistent(
                        3,
                        8,
                        bytes(consistency.path("first").path("root")),
                        bytes(consistency.path("second").path("root")),
                        proof(consistency.path("consistencyProof"))))
                .isTrue();
        assertThat(json("/api/cab/log/heads?limit=2").values())
                .extracting(head -> head.path("size").asInt())
                .containsExactly(8, 7);
        long seq = json("/api/cab/log/heads?limit=2").path(1).path("seq").asLong();
        assertThat(json("/api/cab/log/heads?before=" + seq).path(0).path("size").asInt())
                .isEqualTo(3);
    }

    @Test
    void a_forked_history_is_kept_and_told_and_changes_no_proof() {
        grow(3);
        grow(2);
        String root = json("/api/cab/log").path("head").path("root").asString();
        TestLog.publish(hub.wire, honest.rewrite(1).grow(1).head(0));
        JsonNode disputed = disputed("It does not follow from the leaves that were heard before");
        assertThat(disputed.path("size").asInt()).isEqualTo(6);
        assertThat(json("/api/cab/log").path("head").path("root").asString()).isEqualTo(root);
        assertProblem(hub.get("/api/cab/log/inclusion?leafIndex=0&treeSize=6"), 422, "parameter.invalid", "treeSize");
    }

    @Test
    void a_head_under_another_key_or_without_a_good_signature_is_disputed() {
        grow(2);
        TestLog.publish(hub.wire, new TestLog().grow(4).head());
        disputed("It is signed with another key");
        TreeHeadSigned honestOne = honest.grow(1).head();
        TestLog.publish(
                hub.wire,
                TreeHeadSigned.newBuilder(honestOne)
                        .setSignature("A" + honestOne.getSignature().substring(1))
                        .build());
        disputed("Its signature does not verify");
        assertThat(json("/api/cab/log").path("head").path("size").asInt()).isEqualTo(2);
    }

    @Test
    void a_redelivered_head_changes_nothing_and_one_after_a_gap_is_good_once_the_gap_is_filled() {
        TreeHeadSigned first = honest.grow(3).head();
        TreeHeadSigned second = honest.grow(2).head();
        TreeHeadSigned third = honest.grow(2).head();
        publish(first);
        TestLog.publish(hub.wire, first);
        TestLog.publish(hub.wire, third);
        disputed("Leaves before it were never heard");
        assertThat(json("/api/cab/log").path("head").path("size").asInt()).isEqualTo(3);

        publish(second);
        publish(third);
        assertThat(json("/api/cab/log").path("disputed").values())
                .noneMatch(head -> head.path("size").asInt() == 7);
        JsonNode proof = json("/api/cab/log/consistency?first=3&second=7");
        assertThat(proof(proof.path("consistencyProof"))).isNotEmpty();
        assertThat(count("tree_heads where size = 3 and standing = 'verified'")).isEqualTo("1");
    }

    @Test
    void what_was_heard_cannot_be_changed_in_the_database() throws SQLException {
        grow(1);
        try (Connection connection = hub.database.connect()) {
            for (String table : List.of("log_hashes", "tree_heads")) {
                assertThatThrownBy(() -> connection.createStatement().execute("delete from gateway." + table))
                        .hasMessageContaining("are not changed");
            }
            assertThatThrownBy(() -> connection
                            .createStatement()
                            .execute("update gateway.log_hashes set leaf_hash = repeat('0', 64)"))
                    .hasMessageContaining("are not changed");
        }
    }

    @Test
    void parameters_that_make_no_sense_are_refused_with_their_name() {
        grow(3);
        assertProblem(hub.get("/api/cab/log/inclusion"), 400, "parameter.invalid", "leafIndex");
        assertProblem(hub.get("/api/cab/log/inclusion?leafIndex=-1"), 400, "parameter.invalid", "leafIndex");
        assertProblem(hub.get("/api/cab/log/inclusion?leafIndex=3"), 422, "parameter.invalid", "leafIndex");
        assertProblem(hub.get("/api/cab/log/inclusion?leafIndex=0&treeSize=2"), 422, "parameter.invalid", "treeSize");
        assertProblem(hub.get("/api/cab/log/consistency?first=x"), 400, "parameter.invalid", "first");
        assertProblem(hub.get("/api/cab/log/consistency?first=0"), 422, "parameter.invalid", "first");
        assertProblem(hub.get("/api/cab/log/consistency?first=3&second=9"), 422, "parameter.invalid", "second");
        assertProblem(hub.get("/api/cab/log/heads?before=x"), 400, "parameter.invalid", "before");
    }

    @Test
    void proofs_of_thousands_of_leaves_are_quick() {
        for (int part = 0; part < 3; part++) {
            grow(10_000);
        }
        long start = System.nanoTime();
        for (int leaf = 0; leaf < 30_000; leaf += 300) {
            assertThat(proof(json("/api/cab/log/inclusion?leafIndex=" + leaf).path("inclusionProof")))
                    .hasSizeBetween(13, 16);
        }
        log.info(
                "100 proofs of inclusion in 30,000 leaves over HTTP: {} ms",
                Duration.ofNanos(System.nanoTime() - start).toMillis());
    }

    private void grow(int leaves) {
        publish(honest.grow(leaves).head());
    }

    private void publish(TreeHeadSigned head) {
        TestLog.publish(hub.wire, head);
        eventually(() -> assertThat(
                        json("/api/cab/log").path("head").path("payload").asString(""))
                .isEqualTo(head.getPayload()));
    }

    private JsonNode disputed(String reason) {
        eventually(() -> assertThat(json("/api/cab/log").path("disputed").values())
                .anySatisfy(head -> assertThat(head.path("reason").asString()).startsWith(reason)));
        return json("/api/cab/log")
                .path("disputed")
                .valueStream()
                .filter(head -> head.path("reason").asString().startsWith(reason))
                .findFirst()
                .orElseThrow();
    }

    private String count(String fromWhere) {
        try (Connection connection = hub.database.connect();
                var rows = connection.createStatement().executeQuery("select count(*) from gateway." + fromWhere)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private JsonNode json(String path) {
        HttpResponse<String> response = hub.get(path);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return hub.json(response);
    }

    private void assertProblem(
            HttpResponse<String> response, int status, String code, @org.jspecify.annotations.Nullable String field) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = hub.json(response);
        assertThat(problem.path("code").asString()).isEqualTo(code);
        assertThat(problem.path("field").asString(null)).isEqualTo(field);
    }

    private static byte[] bytes(JsonNode hex) {
        return HexFormat.of().parseHex(hex.asString());
    }

    private static List<byte[]> proof(JsonNode hashes) {
        List<byte[]> proof = new ArrayList<>();
        hashes.forEach(hash -> proof.add(bytes(hash)));
        return proof;
    }
}
