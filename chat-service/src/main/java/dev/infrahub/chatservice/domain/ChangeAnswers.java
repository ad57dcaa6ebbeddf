package dev.infrahub.chatservice.domain;

import static dev.infrahub.chatservice.domain.Composer.count;
import static dev.infrahub.chatservice.domain.Composer.time;

import dev.infrahub.chatservice.domain.Composer.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Changes, and how they stand. */
public final class ChangeAnswers {

    private ChangeAnswers() {}

    /** The newest first. */
    public static Answer list(Understood asked, List<ChangeFact> changes) {
        Composer composer = new Composer(asked);
        if (changes.isEmpty()) {
            return Composer.missing(asked, deed(asked) + "change" + composer.scope(), List.of());
        }
        return composer.say(
                        count(changes.size(), "change", "changes") + stated(asked) + composer.scope() + ".", changes)
                .table(changes, columns(changes))
                .found();
    }

    public static Answer waiting(Understood asked, List<ChangeFact> changes) {
        Composer composer = new Composer(asked);
        if (changes.isEmpty()) {
            return Composer.missing(asked, "a change that waits for an approval" + composer.scope(), List.of());
        }
        return composer.say(
                        count(changes.size(), "change waits", "changes wait") + " for approval" + composer.scope()
                                + ".",
                        changes)
                .table(
                        changes,
                        List.of(
                                new Column<>("change", change -> Inert.code(change.changeId())),
                                new Column<>("module", change -> Inert.code(change.module())),
                                Composer.client(changes),
                                new Column<>("environment", change -> Composer.code(change.environment())),
                                new Column<>("risk", change -> Inert.code(change.risk())),
                                new Column<>(
                                        "approvals",
                                        change -> change.approvalsGiven() + " of " + change.approvalsNeeded()),
                                new Column<>("asked by", change -> Inert.code(change.requestedByName())),
                                new Column<>("asked", change -> time(change.requestedAt())),
                                new Column<>("expires", change -> time(change.expiresAt()))))
                .found();
    }

    /** How a change stands, with all that is known of it; what is of other changes counts for nothing. */
    public static Answer status(
            Understood asked,
            List<ChangeFact> changes,
            List<ApprovalFact> approvals,
            List<VerificationFact> verifications,
            List<EvidenceFact> evidence) {
        Composer composer = new Composer(asked);
        if (changes.isEmpty()) {
            return Composer.missing(asked, "a change" + composer.scope(), List.of());
        }
        changes.forEach(change -> composer.say(
                "The change " + Inert.code(change.changeId()) + " of " + Inert.code(change.module())
                        + change.environment()
                                .map(at -> " in " + Inert.code(at))
                                .orElse("") + " is "
                        + Inert.code(change.standing()) + ": risk " + Inert.code(change.risk()) + ", type "
                        + Inert.code(change.type()) + ", " + change.approvalsGiven() + " of "
                        + change.approvalsNeeded() + " approvals, asked by " + Inert.code(change.requestedByName())
                        + " at " + time(change.requestedAt()) + "."
                        + (change.state().equals("pending")
                                ? " It expires at " + time(change.expiresAt()) + " where it is not decided."
                                : ""),
                change));
        changes.stream().filter(change -> change.implemented() != null).forEach(change -> {
            ChangeFact.Implemented done = change.implemented();
            if (done != null) {
                composer.say(
                        "It was applied at " + time(done.at()) + ", reported by " + Inert.code(done.by()) + ": "
                                + Inert.code(done.outcome())
                                + change.review()
                                        .map(review -> ", reviewed as " + Inert.code(review))
                                        .orElse("")
                                + ".",
                        change);
            }
        });
        ApprovalAnswers.say(
                composer,
                of(changes, approvals, ApprovalFact::changeId),
                of(changes, verifications, VerificationFact::changeId));
        of(changes, evidence, EvidenceFact::changeId)
                .forEach(one -> composer.say(
                        "Its evidence " + Inert.code(one.evidenceId()) + " was sealed at " + time(one.sealedAt()) + ".",
                        one));
        return composer.found();
    }

    private static <F extends Fact> List<F> of(List<ChangeFact> changes, List<F> facts, Function<F, String> changeId) {
        return facts.stream()
                .filter(fact -> changes.stream().anyMatch(change -> change.is(fact.client(), changeId.apply(fact))))
                .toList();
    }

    static List<Column<ChangeFact>> columns(List<ChangeFact> changes) {
        return List.of(
                new Column<>("change", change -> Inert.code(change.changeId())),
                new Column<>("module", change -> Inert.code(change.module())),
                Composer.client(changes),
                new Column<>("environment", change -> Composer.code(change.environment())),
                new Column<>("risk", change -> Inert.code(change.risk())),
                new Column<>("state", change -> Inert.code(change.standing())),
                new Column<>("asked by", change -> Inert.code(change.requestedByName())),
                new Column<>("when", change -> time(change.when())));
    }

    /** Those that were applied, and that nobody sealed evidence of. */
    public static Answer unsealed(Understood asked, List<ChangeFact> without) {
        Composer composer = new Composer(asked);
        if (without.isEmpty()) {
            return Composer.missing(asked, "an applied change without evidence" + composer.scope(), List.of());
        }
        return composer.say(
                        count(without.size(), "applied change has", "applied changes have") + " no evidence"
                                + composer.scope() + ", as far as was heard.",
                        without)
                .table(without, columns(without))
                .found();
    }

    /** What of the changes is meant by the words. */
    public static List<ChangeFact> meant(Understood asked, List<ChangeFact> changes) {
        List<ChangeFact> meant = new ArrayList<>(changes);
        if (asked.has(Concept.REJECT)) {
            meant.removeIf(change -> !change.state().equals("rejected"));
        } else if (asked.has(Concept.REVOKE)) {
            meant.removeIf(change -> !change.state().equals("revoked"));
        } else if (asked.has(Concept.EXPIRED)) {
            meant.removeIf(change -> !change.state().equals("expired"));
        } else if (isGoneWrong(asked)) {
            meant.removeIf(change -> change.implemented() == null
                    || change.implemented().outcome().equals("succeeded"));
        } else if (asked.has(Concept.IMPLEMENTED)) {
            meant.removeIf(change -> change.implemented() == null);
        }
        return asked.isOfNewest() ? meant.stream().limit(1).toList() : meant;
    }

    private static boolean isGoneWrong(Understood asked) {
        return asked.has(Concept.FAIL) || asked.has(Concept.ROLLBACK);
    }

    private static String stated(Understood asked) {
        return asked.has(Concept.REJECT)
                ? " rejected"
                : asked.has(Concept.REVOKE)
                        ? " revoked"
                        : asked.has(Concept.EXPIRED)
                                ? " expired"
                                : isGoneWrong(asked)
                                        ? " failed or rolled back"
                                        : asked.has(Concept.IMPLEMENTED) ? " applied" : "";
    }

    private static String deed(Understood asked) {
        String stated = stated(asked);
        return stated.isEmpty()
                ? "a "
                : "a" + (stated.startsWith(" e") || stated.startsWith(" a") ? "n" : "") + stated + " ";
    }
}
