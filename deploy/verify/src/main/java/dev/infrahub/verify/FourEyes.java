package dev.infrahub.verify;

import dev.infrahub.proofs.Row;
import java.util.List;

/** Nobody approves their own change, nobody counts twice, and as many approve as the risk demands. */
record FourEyes(Findings findings, List<Decision> decisions) {

    void check(Row request) {
        String requester = request.text("requestedBy");
        findings.check(
                decisions.stream().noneMatch(decision -> decision.by().equals(requester)),
                "Nobody decided on their own change.",
                "The requester decided on their own change.");
        enough(request.number("approvalsNeeded"), request.text("riskLevel"));
    }

    void enough(long needed, String riskLevel) {
        long people = decisions.stream().map(Decision::by).distinct().count();
        findings.check(people == decisions.size(), "Every decision is another person's.", "Somebody decided twice.");
        findings.check(
                decisions.stream().allMatch(Decision::approves),
                "Every decision is an approval.",
                "Somebody decided against it, or withdrew the approval.");
        findings.check(
                needed > 0 && people >= needed,
                people + " of the " + needed + " people that the risk (" + riskLevel + ") demanded approved.",
                "Only " + people + " approved; the risk (" + riskLevel + ") demanded " + needed + ".");
    }
}
