package dev.infrahub.verify;

import dev.infrahub.json.Value;
import dev.infrahub.proofs.Dsse;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SealedReport;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What can be verified. */
sealed interface Document permits EvidenceFile, TreeHeadFile, ApprovalAnswer, ReportFile {

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
        Optional<SealedReport> report = SealedReport.of(text.getBytes(StandardCharsets.UTF_8));
        if (report.isPresent()) {
            return new ReportFile(report.get());
        }
        Value approval = members.members().getOrDefault("approval", Value.Special.NULL);
        if (!approval.isNull()) {
            return new ApprovalAnswer(approval);
        }
        return TreeHeadFile.head(text)
                .map(head -> (Document) new TreeHeadFile(head))
                .orElseThrow(
                        () -> new Unreadable(
                                "It is no evidence file, no tree head, no report, and no answer of /api/cab/verify with its approval."));
    }
}
