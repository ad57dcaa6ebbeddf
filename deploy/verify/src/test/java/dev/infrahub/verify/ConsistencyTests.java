package dev.infrahub.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.infrahub.json.CanonicalJson;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Tree;
import dev.infrahub.proofs.TreeHead;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** A tree head that was kept, and one of another size. */
class ConsistencyTests {

    private final Forger forger = new Forger();
    private final Tree log = log(1);
    private final String kept = head(log, 3);
    private final String proof = consistency(log, 3, 7);

    @Test
    void a_log_that_goes_on_from_the_kept_one_or_into_it_is_proved_to() {
        for (List<String> order : List.of(List.of(kept, head(log, 7)), List.of(head(log, 7), kept))) {
            Findings findings =
                    verify(order.getLast(), Trust.NOBODY.head(order.getFirst()).consistency(proof));

            assertThat(findings.isValid()).isTrue();
            assertThat(findings.lines())
                    .contains("ok   It is proved that the log of 7 entries goes on from the one of 3.");
        }
    }

    @Test
    void the_answer_that_has_the_newest_head_may_be_kept_as_it_is() {
        String answer = "{\"disputed\":[],\"head\":" + kept + "}";

        assertThat(verify(answer, Trust.NOBODY.head(answer)).lines())
                .contains("ok   The log is the one that you kept a tree head of.");
    }

    @Test
    void a_rewritten_log_is_caught_whatever_proof_is_made_for_it() {
        Tree rewritten = log(9);
        for (String made : List.of(proof, consistency(rewritten, 3, 7), proof.replaceFirst("\\[\"..", "[\"zz"))) {
            Findings findings =
                    verify(head(rewritten, 7), Trust.NOBODY.head(kept).consistency(made));

            assertThat(findings.isValid()).isFalse();
            assertThat(findings.lines())
                    .contains(
                            "NO   The proof does not show that the log of 7 entries goes on from the one of 3: history was"
                                    + " rewritten.");
        }
    }

    @Test
    void without_the_proof_for_these_sizes_it_stays_open_and_is_told_where_to_get_it() {
        assertThat(verify(head(log, 6), Trust.NOBODY.head(kept).consistency(proof))
                        .lines())
                .anyMatch(line -> line.startsWith("?") && line.contains("consistency?first=3&second=6"));
        assertThat(verify(head(log, 7), Trust.NOBODY.head(kept)).lines())
                .anyMatch(line -> line.startsWith("?") && line.contains("consistency?first=3&second=7"));
    }

    private static Findings verify(String head, Trust trust) {
        return Document.of(head).verify(trust);
    }

    private static Tree log(int second) {
        Tree tree = new Tree();
        for (int entry = 0; entry < 7; entry++) {
            tree.append(Merkle.leafHash(new byte[] {(byte) (entry == 1 ? second : entry)}));
        }
        return tree;
    }

    private String head(Tree tree, long size) {
        return CanonicalJson.of(forger.signed(new TreeHead(size, tree.root(size), Instant.EPOCH)));
    }

    private String consistency(Tree tree, long first, long second) {
        return "{\"consistencyProof\":%s,\"first\":%s,\"second\":%s}"
                .formatted(
                        new JsonMapper().writeValueAsString(tree.consistencyProof(first, second)),
                        head(tree, first),
                        head(tree, second));
    }
}
