package dev.infrahub.verify;

import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Row;
import dev.infrahub.terraform.Value;

/** What can be verified. */
sealed interface Document permits EvidenceFile, TreeHeadFile, ApprovalAnswer {

    Findings verify(Trust trust);

    /** @throws Unreadable where it is none of them */
    static Document of(String text) {
        Row members = Row.ofJson(text);
        if (members.members().isEmpty()) {
            throw new Unreadable("It is no JSON object, or it ends in the middle.");
        }
        if (members.members().containsKey("payloadType")) {
            return Dsse.ofJson(text)
                    .map(envelope -> new EvidenceFile(text, envelope))
                    .orElseThrow(() -> new Unreadable("It is an envelope without payload, or without one signature."));
        }
        Value approval = members.members().getOrDefault("approval", Value.Special.NULL);
        if (!approval.isNull()) {
            return new ApprovalAnswer(approval);
        }
        return TreeHeadFile.head(text)
                .map(head -> (Document) new TreeHeadFile(head))
                .orElseThrow(() -> new Unreadable(
                        "It is no evidence file, no tree head, and no answer of /api/cab/verify with its approval."));
    }
}
