package dev.infrahub.verify;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.SignedTreeHead;
import java.util.List;

/**
 * An approval, as {@code /api/cab/verify} answers it. Its decisions are signed; what stands around them is not.
 *
 * @param approval the answer's member
 */
record ApprovalAnswer(Value approval) implements Document {

    private static final String TYPE = "infrahub/approval-verification/v1";

    @Override
    public Findings verify(Trust trust) {
        Findings findings = new Findings();
        Row members = new Row(Json.members(approval));
        if (!members.text("type").equals(TYPE)) {
            findings.wrong("The approval is of no kind and version that this knows.");
            return findings;
        }
        String id = members.text("changeRequestId");
        List<Decision> decisions =
                approval.at("decisions").each().stream().map(Decision::ofAnswer).toList();
        decisions.forEach(decision -> decision.verify(findings, id, trust));
        decisions.stream()
                .filter(decision -> !decision.payload().agrees("client", members, "client"))
                .forEach(decision -> findings.wrong(decision.where() + " is for another client."));
        String riskLevel = decisions.stream()
                .map(decision -> decision.payload().text("riskLevel"))
                .findFirst()
                .orElse("unknown");
        new FourEyes(findings, decisions).enough(members.number("approvalsNeeded"), riskLevel);
        Decision.links(findings, decisions);
        logged(findings, decisions, trust);
        signedLog(findings, decisions, trust);
        findings.unknown(
                "Who requested the change and how many had to approve: that is not under a signature here, and is"
                        + " in evidence.");
        return findings;
    }

    /** Where the answer has a tree head, which is signed. */
    private void signedLog(Findings findings, List<Decision> decisions, Trust trust) {
        SignedTreeHead.ofJson(Leaf.canonical(approval.at("treeHead"))).ifPresent(head -> {
            TreeHeadFile.verify(findings, head);
            findings.compare(head.seal(), trust, Purpose.TREE_HEAD);
            TreeHeadFile.compare(findings, head, trust);
            List<Value> values = approval.at("decisions").each();
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i).at("treeHeadProof").isNull()) {
                    findings.unknown(decisions.get(i).where() + " is younger than the tree head.");
                } else {
                    findings.check(
                            decisions
                                    .get(i)
                                    .leaf()
                                    .provedBy(values.get(i).at("treeHeadProof"))
                                    .isIn(head),
                            decisions.get(i).where() + " is in the log that the tree head is of.",
                            decisions.get(i).where() + " is not in the log that the tree head is of.");
                }
            }
        });
    }

    private void logged(Findings findings, List<Decision> decisions, Trust trust) {
        Row log = new Row(Json.members(approval.at("log")));
        for (Decision decision : decisions) {
            findings.check(
                    decision.leaf().isIn(log.number("size"), log.text("root")),
                    decision.where() + " is entry " + decision.leaf().index() + " of a log with the root "
                            + log.text("root") + ".",
                    decision.where() + " is not in the log that the answer tells of.");
        }
        boolean isKept = trust.head()
                .filter(kept -> kept.head().size() == log.number("size"))
                .map(kept -> findings.check(
                        kept.head().root().equals(log.text("root")),
                        "The log is the one that you kept a tree head of.",
                        "The log is another one than you kept a tree head of: history was rewritten."))
                .isPresent();
        if (!isKept) {
            findings.unknown("Whether that root is the log's: compare it with a tree head of " + log.text("size")
                    + " entries, by --head.");
        }
    }
}
