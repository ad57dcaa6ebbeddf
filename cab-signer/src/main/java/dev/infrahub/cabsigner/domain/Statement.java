package dev.infrahub.cabsigner.domain;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Seal;
import dev.infrahub.proofs.SignedTreeHead;
import java.time.Instant;
import java.util.List;

/**
 * What evidence says: an in-toto statement (version 1) about the plan that was approved. What the hub knows, what the hub
 * found in the plan and what the submitter says are members of their own.
 *
 * @param head of a log that has everything about the change in it
 */
public record Statement(
        Submission submission, LoggedChange change, State state, SignedTreeHead head, Instant sealedAt) {

    public static final String TYPE = "https://in-toto.io/Statement/v1";
    public static final String PREDICATE = "urn:infrahub:change-evidence:v1";
    /** The digest by which the subject's {@code fingerprint} stands; SHA-256 is that of the plan's bytes. */
    public static final String FINGERPRINT = "infrahubPlanFingerprint";

    /** Canonical JSON. */
    public String text() {
        Row opening = change.opening().entry();
        return new Json()
                .with("_type", TYPE)
                .with("subject", List.of(subject(opening)))
                .with("predicateType", PREDICATE)
                .with("predicate", predicate(opening))
                .text();
    }

    private static Json subject(Row opening) {
        Json digest = new Json().with("sha256", opening.text("planHash"));
        if (!opening.text("fingerprint").isEmpty()) {
            digest.with(FINGERPRINT, opening.text("fingerprint"));
        }
        return new Json().with("name", name(opening)).with("digest", digest);
    }

    /** {@code client/module}, and {@code @environment} where there is one. */
    private static String name(Row opening) {
        String module = opening.text("client") + "/" + opening.text("module");
        return opening.text("environment").isEmpty() ? module : module + "@" + opening.text("environment");
    }

    private Json predicate(Row opening) {
        return new Json()
                .with(
                        "changeRequest",
                        new Json()
                                .with("state", state.spelling())
                                .with("request", new Value.Members(opening.members()))
                                .with("leaf", placed(change.opening())))
                .with("analysis", submission.analysis())
                .with("submitted", submission.json())
                .with(
                        "decisions",
                        change.decisions().stream().map(this::decision).toList())
                .with("events", change.events().stream().map(this::event).toList())
                .with("treeHead", head.json())
                .with("sealedAt", sealedAt);
    }

    private Json decision(LoggedChange.Leaf leaf) {
        Row entry = leaf.entry();
        return Seal.of(entry)
                .json()
                .with("payload", entry.text("payload"))
                .with("context", Purpose.APPROVAL.context())
                .with("decision", new Value.Members(leaf.decision().members()))
                .with("leaf", placed(leaf));
    }

    private Json event(LoggedChange.Leaf leaf) {
        return new Json()
                .with("kind", leaf.kind())
                .with("event", new Value.Members(leaf.entry().members()))
                .with("leaf", placed(leaf));
    }

    private Json placed(LoggedChange.Leaf leaf) {
        return change.placed(leaf, head.head().size());
    }
}
