package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Change;
import dev.infrahub.cabsigner.domain.ChangeRequest;
import dev.infrahub.cabsigner.domain.Implementation;
import dev.infrahub.cabsigner.domain.Policy;
import dev.infrahub.cabsigner.domain.Review;
import dev.infrahub.cabsigner.domain.RiskLevel;
import dev.infrahub.proofs.AcceptedDrift;
import dev.infrahub.schemas.ChangeRequested;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.DriftAcceptance;
import dev.infrahub.schemas.ImplementationReport;
import dev.infrahub.schemas.ImplementationReview;
import org.jspecify.annotations.Nullable;

/** Change requests from and to events. */
final class ChangeEvents {

    private ChangeEvents() {}

    /** @throws dev.infrahub.faults.Fault.Invalid {@code change.invalid} */
    static ChangeRequest request(ChangeRequested event) {
        Fields fields = new Fields("change.invalid");
        if (Policy.isNamed(event.getRequestedBy())) {
            throw fields.wrong("requestedBy", "is the name of a policy");
        }
        return new ChangeRequest(
                fields.changeId(event.getChangeRequestId()),
                fields.client(event.getClient()),
                fields.word("module", event.getModule(), Fields.LONGEST_NAME),
                fields.optional("environment", event.getEnvironment(), Fields.LONGEST_NAME),
                fields.optional("planId", event.getPlanId(), Fields.LONGEST_ID),
                fields.hash("planHash", event.getPlanHash()),
                fields.fingerprint("fingerprint", event.getFingerprint()),
                RiskLevel.of(event.getRiskLevel())
                        .orElseThrow(() -> fields.wrong("riskLevel", "is not low, medium, high or critical")),
                fields.word("changeType", event.getChangeType(), Fields.LONGEST_ID),
                fields.optional("summary", event.getSummary(), Fields.LONGEST_TEXT),
                fields.optional("prUrl", event.getPrUrl(), Fields.LONGEST_TEXT),
                fields.word("requestedBy", event.getRequestedBy(), Fields.LONGEST_NAME),
                fields.text("requestedByName", event.getRequestedByName(), Fields.LONGEST_NAME),
                event.getRequestedAt(),
                acceptance(fields, event));
    }

    private static @Nullable AcceptedDrift acceptance(Fields fields, ChangeRequested event) {
        DriftAcceptance said = event.getAcceptance();
        if (said == null) {
            return null;
        }
        AcceptedDrift accepted = new AcceptedDrift(
                event.getClient(),
                event.getModule(),
                fields.word("acceptance.address", said.getAddress(), Fields.LONGEST_TEXT),
                fields.word("acceptance.attribute", said.getAttribute(), Fields.LONGEST_TEXT),
                fields.word("acceptance.change", said.getChange(), Fields.LONGEST_ID),
                said.getUntil(),
                fields.word("acceptance.why", said.getWhy(), Fields.LONGEST_TEXT));
        if (!accepted.hash().equals(event.getPlanHash())) {
            throw fields.wrong("planHash", "is not that of what is to be accepted");
        }
        return accepted;
    }

    static ChangeUpdated updated(Change change) {
        ChangeRequest request = change.request();
        return ChangeUpdated.newBuilder()
                .setChangeRequestId(request.id())
                .setClient(request.client())
                .setModule(request.module())
                .setEnvironment(request.environment())
                .setPlanId(request.planId())
                .setPlanHash(request.planHash())
                .setFingerprint(request.fingerprint())
                .setRiskLevel(request.riskLevel().spelling())
                .setChangeType(request.changeType())
                .setSummary(request.summary())
                .setPrUrl(request.prUrl())
                .setRequestedBy(request.requestedBy())
                .setRequestedByName(request.requestedByName())
                .setRequestedAt(request.requestedAt())
                .setState(change.state().spelling())
                .setApprovalsNeeded(change.approvalsNeeded())
                .setApprovalsGiven(change.approvalsGiven())
                .setExpiresAt(change.expiresAt())
                .setUpdatedAt(change.updatedAt())
                .setImplementation(implementation(change.implementation()))
                .setReview(review(change.review()))
                .setAcceptance(acceptance(request.acceptance()))
                .build();
    }

    private static @Nullable DriftAcceptance acceptance(@Nullable AcceptedDrift accepted) {
        return accepted == null ? null : accepted(accepted);
    }

    static DriftAcceptance accepted(AcceptedDrift accepted) {
        return new DriftAcceptance(
                accepted.address(), accepted.attribute(), accepted.change(), accepted.until(), accepted.why());
    }

    private static @Nullable ImplementationReport implementation(@Nullable Implementation implementation) {
        return implementation == null
                ? null
                : new ImplementationReport(
                        implementation.result().spelling(),
                        implementation.runUrl(),
                        implementation.comment(),
                        implementation.reportedBy(),
                        implementation.reportedByName(),
                        implementation.reportedAt());
    }

    private static @Nullable ImplementationReview review(@Nullable Review review) {
        return review == null
                ? null
                : new ImplementationReview(
                        review.result().spelling(),
                        review.comment(),
                        review.reviewedBy(),
                        review.reviewedByName(),
                        review.reviewedAt());
    }
}
