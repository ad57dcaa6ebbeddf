package dev.infrahub.cabsigner.domain;

import static dev.infrahub.faults.RefusalKind.CONFLICT;

import dev.infrahub.faults.RefusalKind;
import java.util.Optional;

/**
 * Why evidence is not sealed.
 *
 * @param detail one sentence, for people
 */
public record Unsealable(String code, String detail, RefusalKind kind) {

    private static final Unsealable UNKNOWN =
            new Unsealable("change.unknown", "There is no such change request.", RefusalKind.UNKNOWN);
    private static final Unsealable PLAN =
            new Unsealable("plan.mismatch", "The analysis is of another plan than the change request.", CONFLICT);
    private static final Unsealable SIGNATURE = new Unsealable(
            "signature.mismatch", "approvalSignature is none of the decisions' on the change.", CONFLICT);

    /** @param audit of the change, now: what is not genuine is not vouched for */
    public static Optional<Unsealable> of(Submission submission, Optional<Change> found, Audit.Result audit) {
        if (found.isEmpty()) {
            return Optional.of(UNKNOWN);
        }
        ChangeRequest request = found.get().request();
        if (!found.get().state().isGood()) {
            return Optional.of(new Unsealable(
                    "change.not-approved",
                    "The change request is " + found.get().state().spelling() + ".",
                    CONFLICT));
        }
        if (!audit.valid()) {
            return Optional.of(
                    new Unsealable("change.not-genuine", "The change does not verify: " + audit.reason(), CONFLICT));
        }
        boolean isOfPlan = submission.analysis().isNull()
                || submission.analysis().at("planHash").text().equals(Optional.of(request.planHash()));
        return isOfPlan ? Optional.empty() : Optional.of(PLAN);
    }

    /** Whoever holds a decision's signature says which; one that nobody made is an error or worse. */
    public static Optional<Unsealable> of(Submission submission, LoggedChange change) {
        String signature = submission.claims().approvalSignature();
        return signature == null || change.isSignedWith(signature) ? Optional.empty() : Optional.of(SIGNATURE);
    }
}
