package dev.infrahub.cabsigner;

import static dev.infrahub.testkit.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.testing.Backends;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * History is rewritten by somebody who has the database and lets the log's own key sign the result, so that all that is
 * stored fits. Who followed the topic finds out.
 */
class MonitorIT {

    private final LocalQuantumApi quantumApi = new LocalQuantumApi();
    private final BoardFixture board = new BoardFixture();
    private final Rewriter rewriter = new Rewriter(board);
    private final List<String> changes =
            List.of(board.id("1"), board.id("2"), board.id("3"), board.id("4"), board.id("5"));

    @BeforeEach
    void start() {
        board.start(quantumApi.start(), "--hub.cab-signer.tree-head-every=50ms");
        changes.subList(0, 3).forEach(this::open);
    }

    @AfterEach
    void close() {
        board.close();
        quantumApi.close();
    }

    @Test
    void an_honest_log_is_found_consistent() {
        try (Monitor monitor = monitor()) {
            changes.subList(3, 5).forEach(this::open);
            eventually(() -> {
                assertThat(monitor.look()).isEmpty();
                assertThat(monitor.sizes()).contains(1L, 2L, 3L, 4L, 5L);
            });
        }
    }

    @Test
    void a_leaf_that_was_changed_is_found() {
        try (Monitor monitor = monitor()) {
            List<String> entries = new ArrayList<>(rewriter.entries());
            entries.set(1, entries.get(1).replace("\"low\"", "\"high\""));
            rewriter.write(entries, 0);
            eventually(() -> assertThat(monitor.look())
                    .contains("leaf 1 is another than before", "the head of 3 leaves is of another log"));
        }
    }

    @Test
    void a_leaf_that_was_deleted_is_found() {
        try (Monitor monitor = monitor()) {
            List<String> entries = new ArrayList<>(rewriter.entries());
            entries.remove(1);
            rewriter.write(entries, 0);
            eventually(() -> assertThat(monitor.look())
                    .contains("leaf 1 is another than before", "the head of 2 leaves is of another log"));
        }
    }

    /** As by a backup that was put back: the cab-signer itself sees nothing wrong. */
    @Test
    void a_history_that_forked_is_found() {
        try (Monitor monitor = monitor()) {
            rewriter.write(rewriter.entries().subList(0, 2), 2);
            open(changes.get(3));
            eventually(() -> assertThat(monitor.look())
                    .containsExactly("leaf 2 is another than before", "the head of 3 leaves is of another log"));
        }
    }

    private void open(String change) {
        long leaves = board.count("log_leaves");
        board.open(change, "low");
        eventually(() -> assertThat(board.count("tree_heads where size = " + (leaves + 1)))
                .isEqualTo(1));
    }

    private Monitor monitor() {
        String publicKey = board.rows("select head::json ->> 'publicKey' from tree_heads limit 1")
                .getFirst();
        Monitor monitor =
                new Monitor(Backends.shared().administrator(), Backends.shared().registryUrl(), publicKey);
        eventually(() -> {
            assertThat(monitor.look()).isEmpty();
            assertThat(monitor.sizes()).contains(3L);
        });
        return monitor;
    }
}
