package dev.infrahub.chatservice;

import dev.infrahub.chatservice.domain.Answer;
import dev.infrahub.chatservice.domain.ApprovalAnswers;
import dev.infrahub.chatservice.domain.ApprovalFact;
import dev.infrahub.chatservice.domain.CertificateAnswers;
import dev.infrahub.chatservice.domain.ChangeAnswers;
import dev.infrahub.chatservice.domain.ChangeFact;
import dev.infrahub.chatservice.domain.Concept;
import dev.infrahub.chatservice.domain.DriftAnswers;
import dev.infrahub.chatservice.domain.EvidenceAnswers;
import dev.infrahub.chatservice.domain.FailureAnswers;
import dev.infrahub.chatservice.domain.Filter;
import dev.infrahub.chatservice.domain.ModuleAnswers;
import dev.infrahub.chatservice.domain.Period;
import dev.infrahub.chatservice.domain.PlanAnswers;
import dev.infrahub.chatservice.domain.PlanFact;
import dev.infrahub.chatservice.domain.Question;
import dev.infrahub.chatservice.domain.SecretAnswers;
import dev.infrahub.chatservice.domain.Told;
import dev.infrahub.chatservice.domain.Unanswered;
import dev.infrahub.chatservice.domain.Understood;
import dev.infrahub.chatservice.domain.UsageAnswers;
import dev.infrahub.chatservice.domain.VerificationFact;
import dev.infrahub.chatservice.store.Approvals;
import dev.infrahub.chatservice.store.Certificates;
import dev.infrahub.chatservice.store.Changes;
import dev.infrahub.chatservice.store.Drift;
import dev.infrahub.chatservice.store.Evidence;
import dev.infrahub.chatservice.store.Failures;
import dev.infrahub.chatservice.store.Known;
import dev.infrahub.chatservice.store.Modules;
import dev.infrahub.chatservice.store.Plans;
import dev.infrahub.chatservice.store.Rows;
import dev.infrahub.chatservice.store.Secrets;
import dev.infrahub.chatservice.store.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is looked up for a question, and what that answers. */
final class LookUp {

    private final Rows rows;
    private final AskedDocuments documents;
    private final Instant now;

    /**
     * @param rows what the reader may be told of
     * @param documents likewise
     */
    LookUp(Rows rows, AskedDocuments documents, Instant now) {
        this.rows = rows;
        this.documents = documents;
        this.now = now;
    }

    /** By documents, where it asks how something is done, or nothing that is known; where they say nothing, by facts. */
    Answer answer(Understood asked) {
        Optional<Answer> told = asked.isOfDocuments() ? documents.answer() : Optional.empty();
        return told.orElseGet(() -> byFacts(asked));
    }

    private Answer byFacts(Understood asked) {
        if (asked.question().filter(LookUp::isOfFacts).isEmpty()) {
            Optional<Known.Example> example = Known.example(rows);
            return Unanswered.help(asked, example.map(Known.Example::module), example.map(Known.Example::client));
        }
        if (!asked.unknown().isEmpty()) {
            return Unanswered.unknown(asked);
        }
        Question question = asked.question().get();
        Told told = Told.of(question, asked, rows.reach());
        return told.forbidden()
                .map(kind -> Unanswered.forbidden(asked, kind))
                .orElseGet(() -> answer(question, asked, told).limited(rows.limits()))
                .limited(told.untold());
    }

    private static boolean isOfFacts(Question question) {
        return question != Question.HELP && question != Question.DOCUMENTS;
    }

    private Answer answer(Question question, Understood asked, Told told) {
        Filter filter = asked.filter();
        return switch (question) {
            case DRIFT ->
                filter.period().isEmpty()
                        ? DriftAnswers.standing(asked, Drift.standing(rows, filter))
                        : DriftAnswers.during(asked, Drift.scans(rows, filter));
            case WAITING_CHANGES -> ChangeAnswers.waiting(asked, Changes.waiting(rows, filter, now));
            case APPROVALS -> approvals(asked);
            case CHANGES -> changes(asked);
            case RISKIEST_PLANS -> PlanAnswers.riskiest(asked, Plans.of(rows, filter));
            case DESTROYED -> destroyed(asked);
            case PLANS -> PlanAnswers.list(asked, Plans.of(rows, filter));
            case SECRETS -> SecretAnswers.standing(asked, Secrets.standing(rows, filter));
            case SECRETS_NEWS -> SecretAnswers.news(asked, Secrets.scans(rows, filter));
            case FAILURES -> FailureAnswers.list(asked, Failures.of(rows, filter));
            case CERTIFICATES -> CertificateAnswers.list(asked, Certificates.of(rows, filter), now);
            case EVIDENCE -> evidence(asked);
            case MODEL_COST -> cost(asked);
            case NOT_SCANNED -> ModuleAnswers.scanned(asked, Modules.of(rows, filter), told.kinds());
            case NOT_PLANNED -> ModuleAnswers.planned(asked, Modules.of(rows, filter));
            case OWNER -> ModuleAnswers.owner(asked, Modules.of(rows, filter));
            case MODULES -> ModuleAnswers.list(asked, Modules.of(rows, filter));
            case CLIENTS, COUNTS -> ModuleAnswers.counts(asked, Modules.counts(rows, filter));
            case COMPARE -> compared(asked);
            case SUMMARY -> summary(asked);
            case FUTURE -> Unanswered.future(asked);
            case HELP, DOCUMENTS -> Unanswered.help(asked, Optional.empty(), Optional.empty());
        };
    }

    private Answer compared(Understood asked) {
        Period first = first(asked);
        Period second = second(asked);
        return ModuleAnswers.compared(
                asked,
                first,
                Modules.counts(rows, asked.filter().during(Optional.of(first))),
                second,
                Modules.counts(rows, asked.filter().during(Optional.of(second))));
    }

    private Answer cost(Understood asked) {
        if (!asked.has(Concept.COMPARE) && !asked.has(Concept.A_SECOND_TIME)) {
            return UsageAnswers.cost(asked, Usage.of(rows, asked.filter()));
        }
        Period first = first(asked);
        Period second = second(asked);
        return UsageAnswers.compared(
                asked,
                first,
                Usage.of(rows, asked.filter().during(Optional.of(first))),
                second,
                Usage.of(rows, asked.filter().during(Optional.of(second))));
    }

    /** Of two times that are compared: where none is named, this month. */
    private Period first(Understood asked) {
        return asked.periods().stream().findFirst().orElseGet(() -> Period.monthOf(now));
    }

    /** Where one alone is named, the time before it. */
    private Period second(Understood asked) {
        return asked.periods().size() > 1
                ? asked.periods().get(1)
                : first(asked).before();
    }

    private Answer summary(Understood asked) {
        Filter filter = asked.filter();
        Filter ever = filter.during(Optional.empty());
        return ModuleAnswers.summary(
                asked,
                Modules.of(rows, ever),
                Drift.standing(rows, ever),
                Plans.of(rows, filter),
                Changes.of(rows, filter),
                Secrets.standing(rows, ever),
                Failures.of(rows, filter));
    }

    private Answer changes(Understood asked) {
        List<ChangeFact> changes = Changes.of(rows, asked.filter());
        if (asked.filter().changes().isEmpty()) {
            return ChangeAnswers.list(asked, ChangeAnswers.meant(asked, changes));
        }
        if (changes.isEmpty()) {
            return ChangeAnswers.status(asked, changes, List.of(), List.of(), List.of());
        }
        Filter found = found(changes);
        return ChangeAnswers.status(
                asked,
                changes,
                Approvals.of(rows, found),
                Approvals.verifications(rows, found, found.changes()),
                Evidence.of(rows, found));
    }

    /** Ids of changes are a client's own: another may have one of the same name. */
    private static Filter found(List<ChangeFact> changes) {
        return Filter.NONE
                .ofChanges(changes.stream().map(ChangeFact::changeId).collect(Collectors.toSet()))
                .ofClients(changes.stream().map(ChangeFact::client).collect(Collectors.toSet()));
    }

    /** Of one change, where one is named, or the newest of a module is meant; else all that fit. */
    private Answer approvals(Understood asked) {
        Filter filter = asked.filter();
        boolean isOfOne = !filter.changes().isEmpty()
                || (!filter.modules().isEmpty()
                        && filter.people().isEmpty()
                        && filter.period().isEmpty());
        Optional<ChangeFact> change =
                isOfOne ? Changes.of(rows, filter).stream().findFirst() : Optional.empty();
        if (change.isPresent()) {
            Filter ofChange = found(List.of(change.get()));
            return ApprovalAnswers.ofChange(
                    asked,
                    change.get(),
                    Approvals.of(rows, ofChange),
                    Approvals.verifications(rows, ofChange, ofChange.changes()));
        }
        List<ApprovalFact> approvals = Approvals.of(rows, filter).stream()
                .filter(one -> isMeant(asked, one))
                .toList();
        List<VerificationFact> verifications = Approvals.verifications(
                rows,
                filter,
                approvals.stream().map(ApprovalFact::changeId).distinct().toList());
        return asked.has(Concept.INVALID)
                ? ApprovalAnswers.invalid(asked, approvals, verifications)
                : ApprovalAnswers.list(asked, approvals, verifications);
    }

    private Answer evidence(Understood asked) {
        Filter filter = asked.filter();
        return asked.has(Concept.NOT) && filter.changes().isEmpty()
                ? ChangeAnswers.unsealed(asked, Changes.unsealed(rows, filter))
                : EvidenceAnswers.list(asked, Evidence.of(rows, filter));
    }

    private static boolean isMeant(Understood asked, ApprovalFact approval) {
        return asked.has(Concept.REJECT)
                ? approval.decision().equals("reject")
                : asked.has(Concept.REVOKE)
                        ? approval.decision().equals("revoke")
                        : !asked.has(Concept.APPROVE)
                                || asked.has(Concept.DECIDE)
                                || approval.decision().equals("approve");
    }

    /** By the plan of the change that is named; else by the newest of the module, or all of a time. */
    private Answer destroyed(Understood asked) {
        Filter filter = asked.filter();
        if (!filter.changes().isEmpty()) {
            List<ChangeFact> changes = Changes.of(rows, filter);
            List<String> ids =
                    changes.stream().flatMap(change -> change.planId().stream()).toList();
            List<PlanFact> plans = Plans.byIds(rows, filter, ids).stream()
                    .filter(plan -> changes.stream().anyMatch(change -> change.isOf(plan)))
                    .toList();
            return PlanAnswers.destroyed(asked, plans);
        }
        boolean isOfNewest = filter.period().isEmpty() && !filter.modules().isEmpty();
        return PlanAnswers.destroyed(
                asked,
                Plans.of(rows, filter).stream()
                        .limit(isOfNewest ? 1 : Answer.MOST_FACTS)
                        .toList());
    }
}
