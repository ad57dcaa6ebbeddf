package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Who decided, and whether that was verified. */
public final class ApprovalAnswers {

    private ApprovalAnswers() {}

    /** Of one change: the newest that is meant. */
    public static Answer ofChange(
            Understood asked, ChangeFact change, List<ApprovalFact> approvals, List<VerificationFact> verifications) {
        Composer composer = new Composer(asked);
        composer.say(
                "The " + (asked.filter().changes().isEmpty() ? "newest " : "") + "change"
                        + " of " + Inert.code(change.module()) + ", " + Inert.code(change.changeId()) + ", is "
                        + Inert.code(change.standing()) + ", with " + change.approvalsGiven() + " of "
                        + change.approvalsNeeded() + " approvals.",
                change);
        if (approvals.isEmpty()) {
            return composer.say("Nobody has decided on it.", change).found();
        }
        say(composer, approvals, verifications);
        return composer.found();
    }

    /** Of many, the newest first. */
    public static Answer list(Understood asked, List<ApprovalFact> approvals, List<VerificationFact> verifications) {
        Composer composer = new Composer(asked);
        if (approvals.isEmpty()) {
            return Composer.missing(asked, "a signed decision" + composer.scope(), List.of());
        }
        return composer.say(
                        count(approvals.size(), "signed decision", "signed decisions") + composer.scope() + ".",
                        approvals)
                .table(
                        approvals,
                        List.of(
                                new Column<>("change", one -> Inert.code(one.changeId())),
                                new Column<>("module", one -> Inert.code(one.module())),
                                Composer.client(approvals),
                                new Column<>("decision", one -> Inert.code(one.deed())),
                                new Column<>("by", one -> Inert.code(one.byName())),
                                new Column<>("when", one -> time(one.at())),
                                new Column<>("risk", one -> Inert.code(one.risk())),
                                new Column<>(
                                        "verified",
                                        one -> of(one, verifications)
                                                .map(ApprovalAnswers::verdict)
                                                .orElse("not checked"))),
                        one -> by(one, verifications))
                .found();
    }

    /** Those alone that verifying found not valid. */
    public static Answer invalid(Understood asked, List<ApprovalFact> approvals, List<VerificationFact> verifications) {
        List<ApprovalFact> invalid = approvals.stream()
                .filter(one ->
                        of(one, verifications).filter(check -> !check.valid()).isPresent())
                .toList();
        return invalid.isEmpty()
                ? Composer.missing(
                        asked, "a signed decision that was found not valid" + new Composer(asked).scope(), List.of())
                : list(asked, invalid, verifications);
    }

    static void say(Composer composer, List<ApprovalFact> approvals, List<VerificationFact> verifications) {
        for (ApprovalFact one : approvals) {
            composer.say(
                    Inert.code(one.byName()) + " " + one.deed() + " " + Inert.code(one.changeId()) + " at "
                            + time(one.at()) + ", signed with the key " + Inert.code(one.keyId()) + ".",
                    one);
        }
        for (VerificationFact one : verifications) {
            composer.say(
                    "Verifying " + Inert.code(one.changeId()) + " found it " + verdict(one) + ", the last time at "
                            + time(one.heardAt()) + ".",
                    one);
        }
        if (verifications.isEmpty() && !approvals.isEmpty()) {
            composer.limit("Whether the decisions are genuine was not verified as far as was heard; ask for it with"
                    + " the change's verification.");
        }
    }

    private static Collection<? extends Fact> by(ApprovalFact one, List<VerificationFact> verifications) {
        List<Fact> by = new ArrayList<>();
        by.add(one);
        of(one, verifications).ifPresent(by::add);
        return by;
    }

    private static Optional<VerificationFact> of(ApprovalFact one, List<VerificationFact> verifications) {
        return verifications.stream()
                .filter(check ->
                        check.client().equals(one.client()) && check.changeId().equals(one.changeId()))
                .findFirst();
    }

    private static String verdict(VerificationFact one) {
        return one.valid()
                ? "genuine"
                : "not valid" + one.reason().map(why -> ": " + Inert.code(why)).orElse("");
    }
}
