package dev.infrahub.verify;

import dev.infrahub.json.Value;
import dev.infrahub.proofs.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Whether the change in evidence was approved: by whom, for which plan, by the rules of four eyes. */
final class ChangeCheck {

    private static final String OPENED = "infrahub/log/change/v1";
    private static final String IMPLEMENTED = "infrahub/log/implementation/v1";

    private static final List<String> OF_THE_CHANGE =
            List.of("client", "module", "environment", "planHash", "fingerprint", "riskLevel");

    private final Findings findings;
    private final Value statement;
    private final Trust trust;
    private final Value predicate;
    private final Leaf opening;
    private final Row request;
    private final String id;
    private final List<Decision> decisions;

    ChangeCheck(Findings findings, Value statement, Trust trust) {
        this.findings = findings;
        this.statement = statement;
        this.trust = trust;
        this.predicate = statement.at("predicate");
        this.opening = Leaf.of(predicate.at("changeRequest", "leaf"));
        this.request = opening.entry();
        this.id = request.text("changeRequestId");
        this.decisions = predicate.at("decisions").each().stream()
                .map(Decision::ofEvidence)
                .toList();
    }

    void run() {
        findings.check(
                opening.isOf(OPENED, id) && opening.says(predicate.at("changeRequest", "request")),
                "It is about change request " + id + " of " + request.text("client") + ", requested by "
                        + request.text("requestedBy") + ".",
                "The change request is not what was logged.");
        subject();
        decisions.forEach(decision -> decision.verify(findings, id, trust));
        readable();
        sameChange();
        new FourEyes(findings, decisions).check(request);
        Decision.links(findings, decisions);
        events();
        submission();
    }

    private void subject() {
        List<Value> subjects = statement.at("subject").each();
        Value digest = subjects.size() == 1 ? subjects.getFirst().at("digest") : Value.Special.NULL;
        boolean isOfPlan = digest.at("sha256").text().equals(Optional.of(request.text("planHash")))
                && digest.at("infrahubPlanFingerprint").text().orElse("").equals(request.text("fingerprint"));
        findings.check(
                isOfPlan,
                "Its subject is the plan with the SHA-256 " + request.text("planHash") + ".",
                "Its subject is another plan than the change request's.");
    }

    /** What stands beside a payload or an entry, to be read, says what that does. */
    private void readable() {
        for (Value decision : predicate.at("decisions").each()) {
            String payload = decision.at("payload").text().orElse("");
            boolean says = Leaf.canonical(decision.at("decision")).equals(payload)
                    && decision.at("context").text().equals(Optional.of("infrahub/approval"));
            if (!says) {
                findings.wrong("A decision is shown as something else than what was signed.");
            }
        }
    }

    private void sameChange() {
        for (Decision decision : decisions) {
            OF_THE_CHANGE.stream()
                    .filter(member -> !decision.payload().agrees(member, request, member))
                    .forEach(member -> findings.wrong(decision.where() + " is for another " + member + "."));
            Optional<Instant> until = request.time("expiresAt");
            Optional<Instant> at = decision.payload().time("approvedAt");
            if (until.isEmpty() || at.isEmpty() || !at.get().isBefore(until.get())) {
                findings.wrong(decision.where() + " came after the change request expired.");
            }
        }
    }

    private void events() {
        boolean isImplemented = false;
        for (Value event : predicate.at("events").each()) {
            Leaf leaf = Leaf.of(event.at("leaf"));
            String kind = event.at("kind").text().orElse("");
            // two clients may have a change with the same id
            boolean isOurs = leaf.entry().agrees("client", request, "client");
            isImplemented |= isOurs && leaf.isOf(IMPLEMENTED, id);
            findings.check(
                    isOurs && leaf.isOf("infrahub/log/" + kind + "/v1", id) && leaf.says(event.at("event")),
                    "Then: " + kind + ", at " + leaf.entry().text("at") + ".",
                    "What became of the change is not what was logged.");
        }
        String state = predicate.at("changeRequest", "state").text().orElse("");
        findings.check(
                state.equals(isImplemented ? "implemented" : "approved"),
                "When it was sealed the change was " + state + ".",
                "The change is said to be " + state + ", which the log does not show.");
    }

    private void submission() {
        Value analysis = predicate.at("analysis");
        boolean isOfPlan =
                analysis.isNull() || analysis.at("planHash").text().equals(Optional.of(request.text("planHash")));
        findings.check(
                isOfPlan,
                analysis.isNull() ? "The hub had no analysis of the plan." : "The hub's analysis is of that plan.",
                "The hub's analysis is of another plan.");
        predicate
                .at("submitted", "approvalSignature")
                .text()
                .ifPresent(signature -> findings.check(
                        decisions.stream()
                                .anyMatch(
                                        decision -> decision.seal().signature().equals(signature)),
                        "The submitter named one of the decisions by its signature.",
                        "The submitter named a signature that none of the decisions has."));
    }
}
