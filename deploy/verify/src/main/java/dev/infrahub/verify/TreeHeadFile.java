package dev.infrahub.verify;

import dev.infrahub.json.Value;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.SignedTreeHead;
import dev.infrahub.proofs.TreeHead;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** How long the log was and what was in it, under the log's signature. */
record TreeHeadFile(SignedTreeHead head) implements Document {

    /** A tree head, or the answer of {@code GET /api/cab/log} with the newest one. */
    static Optional<SignedTreeHead> head(String json) {
        Value log = Value.ofJson(json).orElse(Value.Special.NULL);
        return SignedTreeHead.ofJson(json).or(() -> SignedTreeHead.ofJson(Leaf.canonical(log.at("head"))));
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
        trust.head()
                .ifPresentOrElse(
                        kept -> compare(findings, head.head(), kept.head(), trust),
                        () -> findings.unknown(
                                "Whether the hub shows everybody the same log: keep tree heads, and say --head."));
    }

    private static void compare(Findings findings, TreeHead shown, TreeHead kept, Trust trust) {
        if (kept.size() == shown.size()) {
            findings.check(
                    kept.root().equals(shown.root()),
                    "The log is the one that you kept a tree head of.",
                    "The log is another one than you kept a tree head of: history was rewritten.");
        } else if (kept.size() < shown.size()) {
            prove(findings, kept, shown, trust);
        } else {
            prove(findings, shown, kept, trust);
        }
    }

    private static void prove(Findings findings, TreeHead earlier, TreeHead later, Trust trust) {
        String both = "the log of " + later.size() + " entries goes on from the one of " + earlier.size();
        trust.consistency()
                .filter(proof -> proof.isBetween(earlier, later))
                .ifPresentOrElse(
                        proof -> findings.check(
                                proof.leads(earlier, later),
                                "It is proved that " + both + ".",
                                "The proof does not show that " + both + ": history was rewritten."),
                        () -> findings.unknown("Whether " + both
                                + ", one of which you kept: say --consistency with the answer of GET"
                                + " /api/cab/log/consistency?first=" + earlier.size() + "&second=" + later.size()
                                + "."));
    }
}
