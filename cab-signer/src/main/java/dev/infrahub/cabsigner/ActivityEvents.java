package dev.infrahub.cabsigner;

import dev.infrahub.cabsigner.domain.Implementation;
import dev.infrahub.cabsigner.domain.ImplementationResult;
import dev.infrahub.cabsigner.domain.Review;
import dev.infrahub.cabsigner.domain.ReviewResult;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeReviewed;

/** Activities from and to events. */
final class ActivityEvents {

    private ActivityEvents() {}

    /** @throws dev.infrahub.faults.Fault.Invalid {@code implementation.invalid} */
    static Implementation implementation(ChangeImplemented event) {
        Fields fields = new Fields("implementation.invalid");
        return new Implementation(
                fields.word("changeRequestId", event.getChangeRequestId(), Fields.LONGEST_ID),
                fields.client(event.getClient()),
                ImplementationResult.of(event.getOutcome())
                        .orElseThrow(() -> fields.wrong("outcome", "is not succeeded, failed or rolled-back")),
                fields.optional("runUrl", event.getRunUrl(), Fields.LONGEST_TEXT),
                fields.optional("comment", event.getComment(), Fields.LONGEST_TEXT),
                fields.word("reportedBy", event.getReportedBy(), Fields.LONGEST_NAME),
                fields.text("reportedByName", event.getReportedByName(), Fields.LONGEST_NAME),
                event.getReportedAt());
    }

    /** @throws dev.infrahub.faults.Fault.Invalid {@code review.invalid} */
    static Review review(ChangeReviewed event) {
        Fields fields = new Fields("review.invalid");
        return new Review(
                fields.word("changeRequestId", event.getChangeRequestId(), Fields.LONGEST_ID),
                fields.client(event.getClient()),
                ReviewResult.of(event.getOutcome())
                        .orElseThrow(() ->
                                fields.wrong("outcome", "is not successful, successful-with-issues or unsuccessful")),
                fields.optional("comment", event.getComment(), Fields.LONGEST_TEXT),
                fields.word("reviewedBy", event.getReviewedBy(), Fields.LONGEST_NAME),
                fields.text("reviewedByName", event.getReviewedByName(), Fields.LONGEST_NAME),
                event.getReviewedAt());
    }
}
