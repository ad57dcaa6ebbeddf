package dev.infrahub.console.proof;

import dev.infrahub.console.remote.Hub;
import dev.infrahub.console.remote.Path;
import dev.infrahub.proofs.Merkle;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.TreeHead;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Looks at the log anew, by its proofs and in this process: the gateway is asked for bytes, and not whether they are right. */
record LogCheck(Hub hub) {

    private static final int HEADS = 20;

    private record Inclusion(String leafHash, List<String> inclusionProof, Head head) {}

    private record Consistency(List<String> consistencyProof, Head first, Head second) {}

    List<Step> run(List<Head> newestFirst) {
        List<Step> steps = new ArrayList<>();
        List<Head> heads =
                newestFirst.stream().filter(Head::isVerified).limit(HEADS).toList();
        if (heads.isEmpty()) {
            return List.of(
                    new Step(false, "There is no verified head", "Nothing was signed yet, or nothing of it holds."));
        }
        Head newest = heads.getFirst();
        steps.add(signature(newest));
        steps.add(inclusion(newest));
        for (int at = 0; at + 1 < heads.size(); at++) {
            if (heads.get(at + 1).size() < heads.get(at).size()) {
                steps.add(consistency(heads.get(at + 1), heads.get(at)));
            }
        }
        return steps;
    }

    private static Step signature(Head head) {
        Optional<TreeHead> said = TreeHead.ofPayload(head.payload());
        boolean isSame = said.filter(
                        tree -> tree.size() == head.size() && tree.root().equals(head.root()))
                .isPresent();
        boolean isSigned = new Seal(
                        head.signature(), head.keyId(), head.keyVersion(), head.algorithm(), head.publicKey())
                .isOf(Purpose.TREE_HEAD, head.payload());
        return new Step(
                isSame && isSigned,
                "The newest head is signed: " + head.algorithm(),
                "Size " + head.size() + ", root " + head.root() + ", by the key with SHA-256 "
                        + head.publicKeySha256());
    }

    private Step inclusion(Head newest) {
        long leaf = newest.size() - 1;
        Inclusion proof = hub.get(
                Path.of("/api/cab/log/inclusion").with("leafIndex", leaf).with("treeSize", newest.size()),
                Inclusion.class);
        return new Step(
                Merkle.isIncluded(
                        leaf, newest.size(), hex(proof.leafHash()), hexes(proof.inclusionProof()), hex(newest.root())),
                "The newest leaf, number " + leaf + ", is under that root",
                proof.inclusionProof().size() + " hashes lead from it to the root (RFC 6962)");
    }

    private Step consistency(Head earlier, Head later) {
        Consistency proof = hub.get(
                Path.of("/api/cab/log/consistency")
                        .with("first", earlier.size())
                        .with("second", later.size()),
                Consistency.class);
        return new Step(
                Merkle.isConsistent(
                        earlier.size(),
                        later.size(),
                        hex(earlier.root()),
                        hex(later.root()),
                        hexes(proof.consistencyProof())),
                "Size " + later.size() + " continues size " + earlier.size(),
                proof.consistencyProof().size() + " hashes show that nothing before was changed (RFC 6962)");
    }

    private static List<byte[]> hexes(List<String> hashes) {
        return hashes.stream().map(LogCheck::hex).toList();
    }

    private static byte[] hex(String hash) {
        try {
            return HexFormat.of().parseHex(hash);
        } catch (IllegalArgumentException _) {
            // no hash, so nothing that is proved by it
            return new byte[0];
        }
    }
}
