package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.schemas.ChangeImplemented;
import dev.infrahub.schemas.ChangeReviewed;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What became of approved changes: pipelines report that they were applied, people review how that went. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class OutcomesController {

    private static final List<String> IMPLEMENTATIONS = List.of("succeeded", "failed", "rolled-back");
    private static final List<String> REVIEWS = List.of("successful", "successful-with-issues", "unsuccessful");

    private final ChangeDesk desk;
    private final Clock clock;

    public OutcomesController(ChangeDesk desk, Clock clock) {
        this.desk = desk;
        this.clock = clock;
    }

    /** What a pipeline says after apply, for OpenAPI. */
    record ImplementationReport(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"succeeded", "failed", "rolled-back"})
            String outcome,

            @Nullable String runUrl,
            @Nullable String comment) {}

    /** What the board says afterwards, for OpenAPI. */
    record ReviewReport(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"successful", "successful-with-issues", "unsuccessful"})
            String outcome,

            @Nullable String comment) {}

    /** The change was applied, whatever came of it. Said again in the same words, it stands. */
    @PostMapping("/api/cab/requests/{id}/implement")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ImplementationReport.class)))
    Mono<ResponseEntity<String>> implement(
            @PathVariable String id, @RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = new CabFields(body);
        ChangeImplemented.Builder report = ChangeImplemented.newBuilder()
                .setOutcome(fields.outcome(IMPLEMENTATIONS))
                .setRunUrl(fields.runUrl().orElse(null))
                .setComment(fields.comment().orElse(null));
        return desk.change(access.caller().clients(), id)
                .map(change -> implemented(report, change, access.caller()))
                .flatMap(event -> desk.submit(
                        OperationKind.IMPLEMENT_CHANGE,
                        event.getClient(),
                        String.join(
                                ":",
                                id,
                                event.getOutcome(),
                                Optional.ofNullable(event.getRunUrl()).orElse(""),
                                Optional.ofNullable(event.getComment()).orElse("")),
                        Outcome.nothing().publish(Topics.CHANGE_IMPLEMENTED, event.getChangeRequestId(), event),
                        access.caller(),
                        request));
    }

    private ChangeImplemented implemented(ChangeImplemented.Builder report, Change change, Caller caller) {
        return report.setChangeRequestId(change.changeRequestId())
                .setClient(change.client())
                .setReportedBy(caller.id())
                .setReportedByName(caller.name())
                .setReportedAt(now())
                .build();
    }

    /** The post-implementation review, by a person who neither requested the change nor reported its implementation. */
    @PostMapping("/api/cab/requests/{id}/review")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = ReviewReport.class)))
    Mono<ResponseEntity<String>> review(
            @PathVariable String id, @RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        CabFields fields = new CabFields(body);
        desk.requirePerson(access.caller());
        fields.requireNobodyElse("reviewedBy", access.caller());
        ChangeReviewed.Builder report = ChangeReviewed.newBuilder()
                .setOutcome(fields.outcome(REVIEWS))
                .setComment(fields.comment().orElse(null));
        return desk.change(access.caller().clients(), id)
                .map(change -> reviewed(report, change, access.caller()))
                .flatMap(event -> desk.submit(
                        OperationKind.REVIEW_CHANGE,
                        event.getClient(),
                        String.join(
                                ":",
                                id,
                                event.getOutcome(),
                                Optional.ofNullable(event.getComment()).orElse(""),
                                event.getReviewedBy()),
                        Outcome.nothing().publish(Topics.CHANGE_REVIEWED, event.getChangeRequestId(), event),
                        access.caller(),
                        request));
    }

    private ChangeReviewed reviewed(ChangeReviewed.Builder report, Change change, Caller caller) {
        return report.setChangeRequestId(change.changeRequestId())
                .setClient(change.client())
                .setReviewedBy(caller.id())
                .setReviewedByName(caller.name())
                .setReviewedAt(now())
                .build();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
