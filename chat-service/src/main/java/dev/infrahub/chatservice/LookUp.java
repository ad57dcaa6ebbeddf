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
import dev.infrahub.chatservice.domain.Kind;
import dev.infrahub.chatservice.domain.ModuleAnswers;
import dev.infrahub.chatservice.domain.Period;
import dev.infrahub.chatservice.domain.PlanAnswers;
import dev.infrahub.chatservice.domain.Question;
import dev.infrahub.chatservice.domain.SecretAnswers;
import dev.infrahub.chatservice.domain.Unanswered;
import dev.infrahub.chatservice.domain.Understood;
import dev.infrahub.chatservice.domain.UsageAnswers;
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
import java.util.Set;
import java.util.stream.Stream;

/** What is looked up for a question, and what that answers. */
final class LookUp {

    private final Rows rows;
    private final Instant now;

    /** @param rows what the reader may be told of */
    LookUp(Rows rows, Instant now) {
        this.rows = rows;
        this.now = now;
    }

    Answer answer(Understood asked) {
        if (asked.question().isEmpty() || asked.question().get() == Question.HELP) {
            Optional<Known.Example> example = Known.example(rows);
            return Unanswered.help(asked, example.map(Known.Example::module), example.map(Known.Example::client));
        }
        if (!asked.unknown().isEmpty()) {
            return Unanswered.unknown(asked);
        }
        Question question = asked.question().get();
        return kind(question)
                .filter(kind -> !rows.reach().may(kind))
                .map(kind -> Unanswered.forbidden(asked, kind))
                .orElseGet(() -> answer(question, asked).limited(untold(question)));
    }

    /** Of what is told with the rest where the reader may read it. */
    private List<String> untold(Question question) {
        boolean isOfAllKinds =
                question == Question.SUMMARY || question == Question.COUNTS || question == Question.COMPARE;
        return isOfAllKinds
                ? Stream.of(Kind.PLAN, Kind.CHANGE, Kind.SECRET)
                        .filter(kind -> !rows.reach().may(kind))
                        .map(Unanswered::untold)
                        .toList()
                : List.of();
    }

    private static Optional<Kind> kind(Question question) {
        return switch (question) {
            case DRIFT -> Optional.of(Kind.DRIFT);
            case PLANS, RISKIEST_PLANS, DESTROYED, NOT_PLANNED -> Optional.of(Kind.PLAN);
            case CHANGES, WAITING_CHANGES, APPROVALS -> Optional.of(Kind.CHANGE);
            case SECRETS, SECRETS_NEWS -> Optional.of(Kind.SECRET);
            case CERTIFICATES -> Optional.of(Kind.CERTIFICATE);
            case EVIDENCE -> Optional.of(Kind.EVIDENCE);
            case FAILURES -> Optional.of(Kind.FAILURE);
            case MODEL_COST -> Optional.of(Kind.USAGE);
            case COMPARE, NOT_SCANNED, OWNER, COUNTS, MODULES, CLIENTS, SUMMARY, HELP, FUTURE -> Optional.empty();
        };
    }

    private Answer answer(Question question, Understood asked) {
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
            case EVIDENCE -> EvidenceAnswers.list(asked, Evidence.of(rows, filter));
            case MODEL_COST -> UsageAnswers.cost(asked, Usage.of(rows, filter));
            case NOT_SCANNED -> ModuleAnswers.scanned(asked, Modules.of(rows, filter));
            case NOT_PLANNED -> ModuleAnswers.planned(asked, Modules.of(rows, filter));
            case OWNER -> ModuleAnswers.owner(asked, Modules.of(rows, filter));
            case MODULES -> ModuleAnswers.list(asked, Modules.of(rows, filter));
            case CLIENTS, COUNTS -> ModuleAnswers.counts(asked, Modules.counts(rows, filter));
            case COMPARE -> compared(asked);
            case SUMMARY -> summary(asked);
            case FUTURE -> Unanswered.future(asked);
            case HELP -> Unanswered.help(asked, Optional.empty(), Optional.empty());
        };
    }

    /** Two times that are named, or one and the time before; where none is, this month and the one before. */
    private Answer compared(Understood asked) {
        Period first = asked.periods().stream().findFirst().orElseGet(() -> Period.monthOf(now));
        Period second = asked.periods().size() > 1 ? asked.periods().get(1) : first.before();
        return ModuleAnswers.compared(
                asked,
                first,
                Modules.counts(rows, asked.filter().during(Optional.of(first))),
                second,
                Modules.counts(rows, asked.filter().during(Optional.of(second))));
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
        List<String> ids = changes.stream().map(ChangeFact::changeId).toList();
        return ChangeAnswers.status(
                asked,
                changes,
                Approvals.of(rows, Filter.NONE.ofChanges(asked.filter().changes())),
                Approvals.verifications(rows, asked.filter(), ids),
                Evidence.of(rows, Filter.NONE.ofChanges(asked.filter().changes())));
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
            Filter ofChange = Filter.NONE
                    .ofChanges(Set.of(change.get().changeId()))
                    .ofClients(Set.of(change.get().client()));
            return ApprovalAnswers.ofChange(
                    asked,
                    change.get(),
                    Approvals.of(rows, ofChange),
                    Approvals.verifications(rows, ofChange, ofChange.changes()));
        }
        List<ApprovalFact> approvals = Approvals.of(rows, filter).stream()
                .filter(one -> isMeant(asked, one))
                .toList();
        return ApprovalAnswers.list(
                asked,
                approvals,
                Approvals.verifications(
                        rows,
                        filter,
                        approvals.stream()
                                .map(ApprovalFact::changeId)
                                .distinct()
                                .toList()));
    }

    private static boolean isMeant(Understood asked, ApprovalFact approval) {
        return asked.has(Concept.REJECT)
                ? approval.decision().equals("reject")
                : asked.has(Concept.REVOKE)
                        ? approval.decision().equals("revoke")
                        : !asked.has(Concept.APPROVE) || approval.decision().equals("approve");
    }

    /** By the plan of the change that is named; else by the newest of the module, or all of a time. */
    private Answer destroyed(Understood asked) {
        Filter filter = asked.filter();
        if (!filter.changes().isEmpty()) {
            List<String> ids = Changes.of(rows, filter).stream()
                    .flatMap(change -> change.planId().stream())
                    .toList();
            return PlanAnswers.destroyed(asked, Plans.byIds(rows, filter, ids));
        }
        boolean isOfNewest = filter.period().isEmpty() && !filter.modules().isEmpty();
        return PlanAnswers.destroyed(
                asked,
                Plans.of(rows, filter).stream()
                        .limit(isOfNewest ? 1 : Answer.MOST_FACTS)
                        .toList());
    }
}
