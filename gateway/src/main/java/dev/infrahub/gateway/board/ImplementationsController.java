package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.constraints.OneOf;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.WebAddress;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What became of approved changes: pipelines report that they were applied, people review how that went. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record ImplementationsController(Changes changes, People people) {

    /** What a pipeline says after apply. */
    record Implementation(
            @NotNull @OneOf({"succeeded", "failed", "rolled-back"})
            String outcome,

            @Nullable @WebAddress @Text(max = 2000) String runUrl,
            @Nullable @Text(max = 4000, lines = true) String comment) {}

    /** What the board says afterwards. */
    record Review(
            @NotNull @OneOf({"successful", "successful-with-issues", "unsuccessful"})
            String outcome,

            @Nullable @Text(max = 4000, lines = true) String comment,
            @Nullable String reviewedBy) {}

    /** The change was applied, whatever came of it. Said again in the same words, it stands. */
    @PostMapping("/api/cab/requests/{id}/implement")
    @Needs(Permission.CHANGES_WRITE)
    @Asks(OperationKind.IMPLEMENT_CHANGE)
    ResponseEntity<String> implement(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String client,
            @RequestBody Implementation body,
            Asking asking) {
        ChangeUpdated change = changes.require(asking.clients(), client, id);
        ChangeImplemented event = ChangeImplemented.newBuilder()
                .setChangeRequestId(id)
                .setClient(change.getClient())
                .setOutcome(body.outcome())
                .setRunUrl(body.runUrl())
                .setComment(body.comment())
                .setReportedBy(asking.caller().id())
                .setReportedByName(asking.caller().name())
                .setReportedAt(asking.now())
                .build();
        return asking.ask(
                OperationKind.IMPLEMENT_CHANGE,
                change.getClient(),
                Topics.CHANGE_IMPLEMENTED,
                Changes.key(change.getClient(), id),
                event,
                body);
    }

    /** The post-implementation review, by a person who neither requested the change nor reported its implementation. */
    @PostMapping("/api/cab/requests/{id}/review")
    @Needs(Permission.CHANGES_APPROVE)
    @Asks(OperationKind.REVIEW_CHANGE)
    ResponseEntity<String> review(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String client,
            @RequestBody Review body,
            Asking asking) {
        people.require(asking.caller(), "reviewedBy", body.reviewedBy());
        ChangeUpdated change = changes.require(asking.clients(), client, id);
        ChangeReviewed event = ChangeReviewed.newBuilder()
                .setChangeRequestId(id)
                .setClient(change.getClient())
                .setOutcome(body.outcome())
                .setComment(body.comment())
                .setReviewedBy(asking.caller().id())
                .setReviewedByName(asking.caller().name())
                .setReviewedAt(asking.now())
                .build();
        return asking.ask(
                OperationKind.REVIEW_CHANGE,
                change.getClient(),
                Topics.CHANGE_REVIEWED,
                Changes.key(change.getClient(), id),
                event,
                body);
    }
}
