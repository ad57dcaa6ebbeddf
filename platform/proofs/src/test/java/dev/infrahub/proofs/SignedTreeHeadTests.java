package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignedTreeHeadTests {

    private static final TestKey KEY = new TestKey();
    private static final TreeHead HEAD =
            new TreeHead(7, Digest.of("a root"), Instant.parse("2026-11-26T10:00:00.123456Z"));
    private static final SignedTreeHead SIGNED = new SignedTreeHead(HEAD, KEY.sign(Purpose.TREE_HEAD, HEAD.payload()));

    @Test
    void the_payload_is_canonical_and_to_the_millisecond() {
        assertThat(HEAD.payload())
                .isEqualTo("{\"rootHash\":\"" + Digest.of("a root") + "\",\"timestamp\":\"2026-11-26T10:00:00.123Z\","
                        + "\"treeSize\":7,\"type\":\"infrahub/tree-head/v1\"}");
    }

    @Test
    void what_was_written_is_read_and_verifies() {
        assertThat(SIGNED.isGenuine()).isTrue();
        assertThat(SignedTreeHead.ofJson(SIGNED.json().text())).contains(SIGNED);
        assertThat(SignedTreeHead.ofJson("no JSON")).isEmpty();
    }

    @Test
    void a_payload_of_another_text_is_none() {
        String payload = HEAD.payload();
        assertThat(TreeHead.ofPayload(payload)).contains(HEAD);
        assertThat(TreeHead.ofPayload(payload + " ")).isEmpty();
        assertThat(TreeHead.ofPayload(payload.replace("tree-head/v1", "tree-head/v2")))
                .isEmpty();
        assertThat(TreeHead.ofPayload(payload.replace("\"treeSize\":7", "\"treeSize\":-7")))
                .isEmpty();
    }

    @Test
    void another_size_root_time_or_purpose_does_not_verify() {
        Seal seal = SIGNED.seal();
        assertThat(new SignedTreeHead(new TreeHead(8, HEAD.root(), HEAD.at()), seal).isGenuine())
                .isFalse();
        assertThat(new SignedTreeHead(new TreeHead(7, Digest.NONE, HEAD.at()), seal).isGenuine())
                .isFalse();
        assertThat(new SignedTreeHead(new TreeHead(7, HEAD.root(), HEAD.at().plusMillis(1)), seal).isGenuine())
                .isFalse();
        assertThat(new SignedTreeHead(HEAD, KEY.sign(Purpose.APPROVAL, HEAD.payload())).isGenuine())
                .isFalse();
    }

    @Test
    void a_size_below_zero_and_a_root_that_is_no_hash_are_refused() {
        assertThatThrownBy(() -> new TreeHead(-1, HEAD.root(), HEAD.at())).hasMessageContaining("size");
        assertThatThrownBy(() -> new TreeHead(1, "root", HEAD.at())).hasMessageContaining("root");
    }
}
