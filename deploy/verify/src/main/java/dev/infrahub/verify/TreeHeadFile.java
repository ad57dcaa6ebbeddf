package dev.infrahub.verify;

import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.SignedTreeHead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How long the log was and what was in it, under the log's signature. */
record TreeHeadFile(SignedTreeHead head) implements Document {

    static Optional<SignedTreeHead> head(String json) {
        return SignedTreeHead.ofJson(json);
    }

    @Override
    public Findings verify(Trust trust) {
        Findings findings = new Findings();
        verify(findings, head);
        findings.compare(head.seal(), trust, Purpose.TREE_HEAD);
        compare(findings, head, trust);
        return findings;
    }

    static boolean verify(Findings findings, SignedTreeHead head) {
        return findings.verify(new Signed(
                "tree-head",
                "The tree head of " + head.head().size() + " entries",
                Purpose.TREE_HEAD,
                head.head().payload().getBytes(StandardCharsets.UTF_8),
                head.seal()));
    }

    /** With the one that was kept: the same log, or one of another length, which takes a proof from the hub. */
    static void compare(Findings findings, SignedTreeHead head, Trust trust) {
        if (trust.head().isEmpty()) {
            findings.unknown("Whether the hub shows everybody the same log: keep tree heads, and say --head.");
            return;
        }
        SignedTreeHead kept = trust.head().get();
        if (kept.head().size() != head.head().size()) {
            findings.unknown("Whether the log of " + head.head().size() + " entries goes on from, or into, the one of "
                    + kept.head().size() + " that you kept: that takes a consistency proof.");
            return;
        }
        findings.check(
                kept.head().root().equals(head.head().root()),
                "The log is the one that you kept a tree head of.",
                "The log is another one than you kept a tree head of: history was rewritten.");
    }
}
