package dev.infrahub.verify;

import dev.infrahub.json.Json;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.proofs.Purpose;
import dev.infrahub.proofs.Row;
import dev.infrahub.proofs.Seal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * One decision of the board: what was signed, the signature, and its entry in the log.
 *
 * @param text the payload, exactly
 */
record Decision(String text, Seal seal, Leaf leaf) {

    /** From version 2 on it is signed how whoever decided proved who they are. */
    private static final Set<String> TYPES = Set.of("infrahub/approval/v1", "infrahub/approval/v2");

    private static final String LOGGED = "infrahub/log/decision/v1";

    /** As evidence has it, with the entry beside. */
    static Decision ofEvidence(Value decision) {
        return new Decision(payload(decision), Seal.of(row(decision)), Leaf.of(decision.at("leaf")));
    }

    /** As the answer of a verification has it: the entry is made again of what is there. */
    static Decision ofAnswer(Value decision) {
        String text = payload(decision);
        Row payload = Row.ofJson(text);
        Seal seal = Seal.of(row(decision));
        String entry = seal.json()
                .with("payload", text)
                .with("type", LOGGED)
                .with("changeRequestId", payload.text("changeRequestId"))
                .with("at", payload.text("approvedAt"))
                .with("eventId", row(decision).text("eventId"))
                .text();
        return new Decision(text, seal, Leaf.of(decision, entry));
    }

    private static String payload(Value decision) {
        return decision.at("payload").text().orElse("");
    }

    private static Row row(Value value) {
        return new Row(Json.members(value));
    }

    Row payload() {
        return Row.ofJson(text);
    }

    long sequence() {
        return payload().number("sequence");
    }

    String by() {
        return payload().text("approvedBy");
    }

    boolean approves() {
        return payload().text("decision").equals("approve");
    }

    String where() {
        return "Decision " + sequence() + " (" + payload().text("decision") + " by " + by() + ")";
    }

    /** Signature, form, the entry in the log, and whose key it is where that is known. */
    void verify(Findings findings, String changeRequestId, Trust trust) {
        findings.verify(new Signed(
                "decision-" + sequence(), where(), Purpose.APPROVAL, text.getBytes(StandardCharsets.UTF_8), seal));
        boolean isOwn = TYPES.contains(payload().text("type"))
                && payload().text("changeRequestId").equals(changeRequestId);
        if (!isOwn) {
            findings.wrong(where() + " is no decision on this change.");
        }
        if (!isLogged(changeRequestId)) {
            findings.wrong(where() + " is not what was logged.");
        }
        if (!trust.people().isEmpty()) {
            findings.check(
                    trust.people().getOrDefault(seal.fingerprint(), Set.of()).contains(by()),
                    where() + ": the key is one of theirs.",
                    where() + ": the key is none of theirs that you know.");
        }
    }

    private boolean isLogged(String changeRequestId) {
        Row entry = leaf.entry();
        return leaf.isOf(LOGGED, changeRequestId)
                && entry.text("payload").equals(text)
                && entry.text("at").equals(payload().text("approvedAt"))
                && Seal.of(entry).equals(seal);
    }

    /** The chain, between decisions that follow each other. */
    static void links(Findings findings, List<Decision> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            Decision decision = decisions.get(i);
            String before = decision.payload().text("previousHash");
            if (i > 0 && decision.sequence() <= decisions.get(i - 1).sequence()) {
                findings.wrong(decision.where() + " is not behind the one before it in the chain.");
            } else if (i > 0 && decision.sequence() == decisions.get(i - 1).sequence() + 1) {
                findings.check(
                        before.equals(Digest.of(decisions.get(i - 1).text())),
                        decision.where() + " is linked to the one before it.",
                        decision.where() + " is not linked to the one before it.");
            } else if (decision.sequence() == 1) {
                findings.check(
                        before.equals(Digest.NONE),
                        decision.where() + " is the first of the chain.",
                        decision.where() + " is not the first of the chain, as it says.");
            } else {
                findings.unknown("What stands before " + decision.where()
                        + " in the chain: that decision is about another change.");
            }
        }
    }
}
