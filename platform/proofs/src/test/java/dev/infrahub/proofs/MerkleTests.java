package dev.infrahub.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.testkit.TestData;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Vectors: transparency-dev/merkle, testdata/ (Apache-2.0). Those of subtrees are about the proofs of Merkle Tree
 * Certificates (draft-ietf-plants-merkle-tree-certs): RFC 6962 has no such proofs and this log gives none, so of them those
 * are read whose subtree is the whole of a tree, which is what RFC 6962 proves.
 */
class MerkleTests {

    private static final int SIZE = 70;
    private static final List<byte[]> LEAVES = IntStream.range(0, SIZE)
            .mapToObj(n -> Merkle.leafHash(("leaf " + n).getBytes(StandardCharsets.UTF_8)))
            .toList();

    @Test
    void every_vector_of_inclusion_is_judged_as_its_authors_say() throws IOException {
        List<JsonNode> vectors = vectors("inclusion");
        assertThat(vectors).hasSize(98);
        for (JsonNode vector : vectors) {
            assertThat(included(vector, "treeSize"))
                    .as(vector.path("desc").asString())
                    .isNotEqualTo(vector.path("wantErr").asBoolean());
        }
    }

    @Test
    void every_vector_of_consistency_is_judged_as_its_authors_say() throws IOException {
        List<JsonNode> vectors = vectors("consistency");
        assertThat(vectors).hasSize(98);
        for (JsonNode vector : vectors) {
            assertThat(consistent(vector, "size1", "size2"))
                    .as(vector.path("desc").asString())
                    .isNotEqualTo(vector.path("wantErr").asBoolean());
        }
    }

    @Test
    void vectors_of_subtrees_that_begin_at_the_first_leaf_are_vectors_of_trees() throws IOException {
        List<JsonNode> inclusion = vectors("subtreeinclusion").stream()
                .filter(vector -> number(vector, "start") == 0)
                .toList();
        List<JsonNode> consistency = vectors("subtreeconsistency").stream()
                .filter(vector -> number(vector, "start") == 0 && number(vector, "end") > 0)
                .toList();
        assertThat(inclusion).hasSizeGreaterThan(50);
        assertThat(consistency).hasSizeGreaterThan(20);
        for (JsonNode vector : inclusion) {
            assertThat(included(vector, "end"))
                    .as(vector.toString())
                    .isNotEqualTo(vector.path("wantErr").asBoolean());
        }
        for (JsonNode vector : consistency) {
            assertThat(consistent(vector, "end", "size"))
                    .as(vector.toString())
                    .isNotEqualTo(vector.path("wantErr").asBoolean());
        }
    }

    /** RFC 6962, section 2.1: the hash of an empty list; transparency-dev's tree of one empty leaf. */
    @Test
    void roots_are_those_of_the_rfc() {
        assertThat(HexFormat.of().formatHex(new NaiveTree(List.of()).root()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assertThat(HexFormat.of().formatHex(Merkle.leafHash(new byte[0])))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    }

    @Test
    void what_is_proved_here_verifies_at_every_size() {
        for (int size = 1; size <= SIZE; size++) {
            NaiveTree tree = new NaiveTree(LEAVES.subList(0, size));
            byte[] root = tree.root();
            for (int index = 0; index < size; index++) {
                List<byte[]> proof = tree.inclusionProof(index);
                assertThat(Merkle.isIncluded(index, size, LEAVES.get(index), proof, root))
                        .isTrue();
                assertThat(Merkle.isIncluded(index, size, Merkle.leafHash(root), proof, root))
                        .isFalse();
                List<byte[]> consistency = tree.consistencyProof(index + 1);
                byte[] first = new NaiveTree(LEAVES.subList(0, index + 1)).root();
                assertThat(Merkle.isConsistent(index + 1, size, first, root, consistency))
                        .isTrue();
                assertThat(Merkle.isConsistent(index + 1, size, LEAVES.getFirst(), root, consistency))
                        .isEqualTo(index == 0);
            }
        }
    }

    @Test
    void the_frontier_has_the_roots_of_the_trees_it_grows_through() {
        Frontier frontier = Frontier.EMPTY;
        assertThat(frontier.root()).isEqualTo(HexFormat.of().formatHex(new NaiveTree(List.of()).root()));
        for (int size = 1; size <= SIZE; size++) {
            frontier = Frontier.of(frontier.size(), frontier.text()).append(LEAVES.get(size - 1));
            assertThat(frontier.root())
                    .isEqualTo(HexFormat.of().formatHex(new NaiveTree(LEAVES.subList(0, size)).root()));
        }
    }

    @Test
    void a_growing_tree_proves_what_the_rfc_does_for_every_size_it_had() {
        Tree tree = new Tree();
        LEAVES.forEach(tree::append);
        assertThat(tree.root(0)).isEqualTo(hex(new NaiveTree(List.of()).root()));
        for (int size = 1; size <= SIZE; size++) {
            NaiveTree naive = new NaiveTree(LEAVES.subList(0, size));
            assertThat(tree.root(size)).isEqualTo(hex(naive.root()));
            for (int index = 0; index < size; index++) {
                assertThat(tree.inclusionProof(index, size)).isEqualTo(hex(naive.inclusionProof(index)));
                assertThat(tree.consistencyProof(index + 1, size)).isEqualTo(hex(naive.consistencyProof(index + 1)));
            }
        }
        assertThatThrownBy(() -> tree.root(SIZE + 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.inclusionProof(7, 7)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> tree.consistencyProof(0, 7)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static String hex(byte[] hash) {
        return HexFormat.of().formatHex(hash);
    }

    private static List<String> hex(List<byte[]> hashes) {
        return hashes.stream().map(MerkleTests::hex).toList();
    }

    private static boolean included(JsonNode vector, String size) {
        return Merkle.isIncluded(
                number(vector, "leafIdx"),
                number(vector, size),
                bytes(vector.path("leafHash")),
                proof(vector),
                bytes(vector.path("root")));
    }

    private static boolean consistent(JsonNode vector, String first, String second) {
        return Merkle.isConsistent(
                number(vector, first),
                number(vector, second),
                bytes(vector.path("root1")),
                bytes(vector.path("root2")),
                proof(vector));
    }

    /** Unsigned in the vectors: what does not fit is negative here. */
    private static long number(JsonNode vector, String member) {
        return vector.path(member).bigIntegerValue().longValue();
    }

    private static byte[] bytes(JsonNode base64) {
        return Base64.getDecoder().decode(base64.asString());
    }

    private static List<byte[]> proof(JsonNode vector) {
        List<byte[]> proof = new ArrayList<>();
        vector.path("proof").forEach(hash -> proof.add(bytes(hash)));
        return proof;
    }

    private static List<JsonNode> vectors(String kind) throws IOException {
        List<JsonNode> vectors = new ArrayList<>();
        List<Path> files;
        try (Stream<Path> found = Files.walk(TestData.folder("vectors/merkle").resolve(kind))) {
            files = found.filter(file -> file.toString().endsWith(".json")).toList();
        }
        for (Path file : files) {
            vectors.add(new JsonMapper().readTree(Files.readAllBytes(file)));
        }
        return vectors;
    }
}
