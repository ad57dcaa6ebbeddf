package dev.infrahub.verify;

import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.SignedTreeHead;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Sealed evidence: a DSSE envelope with an in-toto statement. */
record EvidenceFile(String text, Dsse envelope) implements Document {

    private static final String STATEMENT = "https://in-toto.io/Statement/v1";
    private static final String PREDICATE = "urn:infrahub:change-evidence:v1";

    @Override
    public Findings verify(Trust trust) {
        Findings findings = new Findings();
        if (!sealed(findings, trust)) {
            findings.unknown("What the envelope says: nobody signed it like this, so it was not looked at.");
            return findings;
        }
        Value statement = Value.ofJson(envelope.payload()).orElse(Value.Special.NULL);
        if (!isStatement(statement)) {
            findings.wrong("What is in the envelope is no statement of this kind and version.");
            return findings;
        }
        new ChangeCheck(findings, statement, trust).run();
        Optional<SignedTreeHead> head = SignedTreeHead.ofJson(Leaf.canonical(statement.at("predicate", "treeHead")));
        head.ifPresentOrElse(
                there -> logged(findings, statement.at("predicate"), there, trust),
                () -> findings.wrong("There is no tree head in it, so nothing proves what is in the log."));
        findings.unknown("Whether what was submitted is true: scans, tests and summaries are the submitter's word.");
        return findings;
    }

    /** Whether the envelope is under a good signature, whoever's. */
    private boolean sealed(Findings findings, Trust trust) {
        String written = envelope.text();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int differs = Arrays.mismatch(bytes, written.getBytes(StandardCharsets.UTF_8));
        findings.check(
                differs < 0,
                "The file is in the one form it can have; its SHA-256 is " + Digest.of(bytes) + ", its id "
                        + Digest.id(bytes) + ".",
                "The file is not byte for byte what was sealed: it differs from byte " + differs + " on.");
        boolean isGenuine = findings.verify(new Signed(
                "envelope",
                "The envelope",
                Purpose.ENVELOPE,
                Dsse.encoded(envelope.payloadType(), envelope.payload()),
                envelope.seal()));
        findings.compare(envelope.seal(), trust, Purpose.ENVELOPE);
        return isGenuine;
    }

    private boolean isStatement(Value statement) {
        return envelope.payloadType().equals(Dsse.IN_TOTO)
                && Leaf.canonical(statement).equals(envelope.payload())
                && statement.at("_type").text().equals(Optional.of(STATEMENT))
                && statement.at("predicateType").text().equals(Optional.of(PREDICATE));
    }

    private static void logged(Findings findings, Value predicate, SignedTreeHead head, Trust trust) {
        TreeHeadFile.verify(findings, head);
        if (trust.knows(Purpose.TREE_HEAD)) {
            findings.compare(head.seal(), trust, Purpose.TREE_HEAD);
        }
        TreeHeadFile.compare(findings, head, trust);
        included(findings, "The change request", Leaf.of(predicate.at("changeRequest", "leaf")), head);
        predicate.at("decisions").each().stream()
                .map(Decision::ofEvidence)
                .forEach(decision -> included(findings, decision.where(), decision.leaf(), head));
        predicate.at("events").each().stream()
                .map(event -> Leaf.of(event.at("leaf")))
                .forEach(leaf -> included(findings, "What became of it (" + leaf.index() + ")", leaf, head));
    }

    private static void included(Findings findings, String what, Leaf leaf, SignedTreeHead head) {
        findings.check(
                leaf.isIn(head),
                what + " is entry " + leaf.index() + " of the log.",
                what + " is not in the log that the tree head is of.");
    }
}
