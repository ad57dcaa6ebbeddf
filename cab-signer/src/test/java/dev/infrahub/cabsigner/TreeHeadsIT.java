package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static dev.infrahub.testkit.Eventually.throughout;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.json.Json;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.testing.Backends;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.health.contributor.Status;

/** The log's signed heads, on real Kafka, Postgres, registry and QuantumAPI. */
class TreeHeadsIT {

    private static final String OFTEN = "--hub.cab-signer.tree-head-every=50ms";

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void a_log_that_grew_is_signed_once_whoever_does_it() {
        board.start(quantumApi.start(), OFTEN).start(quantumApi, OFTEN);
        for (int n = 0; n < 10; n++) {
            board.open(board.id("many-" + n), "low");
        }
        eventuallySigned(10);
        List<String> heads = board.rows("select head from tree_heads order by size");
        assertThat(heads)
                .allSatisfy(text -> assertThat(SignedTreeHead.ofJson(text))
                        .hasValueSatisfying(head -> assertThat(head.isGenuine()).isTrue()));
        assertThat(SignedTreeHead.ofJson(heads.getLast()).orElseThrow().head().root())
                .isEqualTo(board.rows("select root from log_leaves order by leaf_index desc limit 1")
                        .getFirst());
        try (Monitor monitor = monitor()) {
            eventually(() -> {
                assertThat(monitor.look()).isEmpty();
                // whoever was slower may have kept one of fewer leaves since
                assertThat(monitor.sizes())
                        .extracting(String::valueOf)
                        .containsExactlyInAnyOrderElementsOf(board.rows("select size from tree_heads"));
            });
        }
    }

    @Test
    void without_quantumapi_there_is_no_head_and_nothing_waits_for_it() {
        board.start(quantumApi.start(), OFTEN);
        open("lit", 1);
        quantumApi.stop();
        board.open(board.id("dark"), "low");
        eventually(() -> assertThat(board.count("change_requests")).isEqualTo(2));
        eventually(() -> {
            assertThat(board.bean(SignTreeHeads.class).health().getStatus()).isEqualTo(Status.UNKNOWN);
            assertThat(board.bean(SignTreeHeads.class).health().getDetails())
                    .containsEntry("detail", "quantumapi.unavailable");
        });
        assertThat(board.count("tree_heads where size = 2")).isZero();
        quantumApi.start();
        eventuallySigned(2);
    }

    @Test
    void nothing_is_signed_over_a_log_that_was_rewritten() throws Exception {
        board.start(quantumApi.start(), OFTEN);
        open("1", 1);
        open("2", 2);
        String hash = board.rows("select leaf_hash from log_leaves where leaf_index = 0")
                .getFirst();
        execute("update log_leaves set leaf_hash = '" + "0".repeat(64) + "' where leaf_index = 0");
        refuses("the first 2 leaves are not those that were signed");
        execute("update log_leaves set leaf_hash = '" + hash + "' where leaf_index = 0");
        eventuallySigned(3);

        // with everything that is stored about it made to fit, the kept head included
        Rewriter rewriter = new Rewriter(board);
        List<String> entries = rewriter.entries();
        rewriter.write(entries.subList(1, 3), 3);
        tells("the log has 2 leaves, and a head of 3 was signed");
        // as long as it was, and another one
        refuses("the first 3 leaves are not those that were signed");
        rewriter.write(entries, 3);
        eventuallySigned(3);
        execute("delete from log_leaves where leaf_index = 1");
        refuses("leaf 1 is missing");
    }

    private void refuses(String how) throws Exception {
        long signed = board.count("tree_heads");
        board.open(board.id(how.replaceAll("\\W", "")), "low");
        tells(how);
        throughout(Duration.ofMillis(300), () -> board.count("tree_heads") == signed);
    }

    private void tells(String how) {
        eventually(() -> {
            assertThat(board.bean(SignTreeHeads.class).health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(String.valueOf(board.bean(SignTreeHeads.class)
                            .health()
                            .getDetails()
                            .get("detail")))
                    .startsWith(how);
        });
    }

    @Test
    void a_head_that_was_added_elsewhere_is_published_and_all_are_again_when_they_are_wanted() throws Exception {
        board.start(quantumApi.start(), OFTEN);
        open("1", 1);
        open("2", 2);
        open("3", 3);
        execute("update tree_heads set published = false where size = 2");
        try (Monitor monitor = monitor()) {
            eventually(() -> {
                assertThat(monitor.look()).isEmpty();
                assertThat(monitor.sizes()).containsExactly(1L, 2L, 3L, 2L);
            });
            execute("update tree_heads set published = false");
            eventually(() -> {
                assertThat(monitor.look()).isEmpty();
                assertThat(monitor.sizes()).containsExactly(1L, 2L, 3L, 2L, 1L, 2L, 3L);
            });
        }
    }

    @Test
    void of_many_leaves_heads_between_are_signed_so_that_no_event_is_too_large() {
        board.start(quantumApi.start(), OFTEN);
        int size = 2 * TreeHeadSigner.BATCH + 1;
        new Rewriter(board)
                .write(
                        IntStream.range(0, size)
                                .mapToObj(n -> "{\"n\":" + n + "}")
                                .toList(),
                        0);
        eventually(() -> assertThat(board.rows("select size from tree_heads where published order by size"))
                .containsExactly("10000", "20000", "20001"));
        try (Monitor monitor = monitor()) {
            eventually(() -> {
                assertThat(monitor.look()).isEmpty();
                assertThat(monitor.sizes()).containsExactly(10_000L, 20_000L, 20_001L);
            });
        }
    }

    @Test
    void verifying_names_the_head_that_covers_the_change_and_proves_that_its_decisions_are_under_it() {
        board.start(quantumApi.start(), OFTEN);
        String id = board.id("it");
        board.open(id, "low");
        eventually(() -> assertThat(board.count("change_requests")).isEqualTo(1));
        board.decide(id, "user:adam");
        eventuallySigned(2);
        open("later", 3);

        Row document = Row.ofJson(String.valueOf(board.audit(id).document()));
        SignedTreeHead head = SignedTreeHead.ofJson(CanonicalJson.of(document.value("treeHead")))
                .orElseThrow();
        assertThat(head.isGenuine()).isTrue();
        assertThat(head.head().size()).isEqualTo(3);
        Row decision = Row.list(document.value("decisions")).getFirst();
        List<byte[]> proof = decision.value("treeHeadProof").each().stream()
                .map(hash -> HexFormat.of().parseHex(Json.spelling(hash).orElseThrow()))
                .toList();
        byte[] leaf = Merkle.leafHash(board.rows("select entry from log_leaves where leaf_index = 1")
                .getFirst()
                .getBytes(StandardCharsets.UTF_8));
        assertThat(Merkle.isIncluded(
                        decision.number("leafIndex"),
                        head.head().size(),
                        leaf,
                        proof,
                        HexFormat.of().parseHex(head.head().root())))
                .isTrue();
    }

    private void open(String name, int size) {
        board.open(board.id(name), "low");
        eventuallySigned(size);
    }

    private void eventuallySigned(int size) {
        eventually(() -> assertThat(board.count("tree_heads where published and size = " + size))
                .isEqualTo(1));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = board.connect()) {
            connection.createStatement().execute(sql);
        }
    }

    private Monitor monitor() {
        return new Monitor(
                Backends.shared().administrator(),
                Backends.shared().registryUrl(),
                board.rows("select head::json ->> 'publicKey' from tree_heads limit 1")
                        .getFirst());
    }
}
