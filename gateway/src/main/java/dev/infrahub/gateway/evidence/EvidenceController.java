package dev.infrahub.gateway.evidence;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.VerificationLinks;
import dev.infrahub.gateway.access.VerificationLinks.Opens;
import dev.infrahub.gateway.changes.Changes;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.contract.Takes;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.AnalyzedPlans;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Formats;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.ChangeUpdated;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Sealed evidence, and the keys to compare it with. */
@RestController
@Tag(name = "Evidence", description = "What an auditor verifies without the hub")
public record EvidenceController(
        Bodies bodies,
        EvidenceReader reader,
        AnalyzedPlans plans,
        Changes changes,
        Views views,
        VerificationLinks links,
        Answers answers,
        JsonMapper json) {

    private static final Duration A_YEAR = Duration.ofDays(365);

    /** Both forms are JSON; which one, a parameter says. */
    private static final Formats FORMATS = Formats.of(MediaType.APPLICATION_JSON);

    @PostMapping(path = "/api/cab/seal-evidence", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.CHANGES_WRITE)
    @Asks(OperationKind.SEAL_EVIDENCE)
    @Takes(SealEvidence.class)
    @Shows(ShownEvidence.Sealed.class)
    ResponseEntity<String> seal(
            @RequestParam(required = false) @Nullable String client, ServerHttpRequest request, Asking asking) {
        Accepted accepted = accepted(client, request, asking);
        Operation operation = asking.settled(accepted);
        return operation.isCompleted() ? sealed(operation, accepted, asking) : answers.of(operation);
    }

    /** Who is told to send it again, because nobody can look for the envelope now, would have it sealed twice. */
    private ResponseEntity<String> sealed(Operation operation, Accepted accepted, Asking asking) {
        try {
            return withEnvelope(operation, asking);
        } catch (Problem busy) {
            if (busy.retryAfter().isEmpty()) {
                throw busy;
            }
            return answers.of(accepted.operation());
        }
    }

    /** Nothing of the evidence is left when this returns. */
    private Accepted accepted(@Nullable String client, ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                reader::read,
                SubmittedEvidence::bytes,
                submitted -> accept(client, submitted, asking));
    }

    private Accepted accept(@Nullable String client, SubmittedEvidence submitted, Asking asking) {
        ChangeUpdated change = changes.require(asking.clients(), client, submitted.changeRequestId());
        return asking.accept(
                OperationKind.SEAL_EVIDENCE,
                change.getClient(),
                Outcome.nothing()
                        .publish(
                                Topics.EVIDENCE_SUBMITTED,
                                Changes.key(change.getClient(), change.getChangeRequestId()),
                                event(change, submitted, asking)),
                submitted);
    }

    private EvidenceSubmitted event(ChangeUpdated change, SubmittedEvidence submitted, Asking asking) {
        return EvidenceSubmitted.newBuilder()
                .setChangeRequestId(change.getChangeRequestId())
                .setClient(change.getClient())
                .setPlanSummary(submitted.claims().get("planSummary"))
                .setRiskAssessment(submitted.claims().get("riskAssessment"))
                .setPrUrl(submitted.prUrl())
                .setScanResults(submitted.claims().get("scanResults"))
                .setTestResults(submitted.claims().get("testResults"))
                .setApprovalSignature(submitted.approvalSignature())
                .setAnalysis(analysis(change))
                .setSubmittedBy(asking.caller().id())
                .setSubmittedByName(asking.caller().name())
                .setSubmittedAt(asking.now())
                .build();
    }

    private @Nullable String analysis(ChangeUpdated change) {
        return change.getPlanId() == null
                ? null
                : plans.find(Clients.of(change.getClient()), UUID.fromString(change.getPlanId()))
                        .map(Analysis::of)
                        .orElse(null);
    }

    /** With the envelope, which is kept once: an operation's own answer is without it. */
    private ResponseEntity<String> withEnvelope(Operation operation, Asking asking) {
        ObjectNode evidence = (ObjectNode) json.readTree(answers.json(operation).orElseThrow());
        String id = evidence.path("evidenceId").asString();
        String envelope = new String(file(asking.clients(), id), StandardCharsets.UTF_8);
        return Answers.with(
                operation,
                ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON),
                json.writeValueAsString(evidence.putRawValue("envelope", new RawValue(envelope))));
    }

    @GetMapping("/api/cab/evidence")
    @Needs(Permission.CHANGES_READ)
    @Lists(
            value = ViewKind.EVIDENCE,
            by = {@By("client"), @By("changeRequestId")})
    @Shows(ShownEvidence.Listed.class)
    ResponseEntity<String> list(Listing listing) {
        return listing.answer(view -> answers.shape(OperationKind.SEAL_EVIDENCE).apply(view.brief()));
    }

    /** The file as it was sealed, or its export; for whoever has the permission, or holds the link. */
    @GetMapping(path = "/api/cab/evidence/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    @Needs(Permission.CHANGES_READ)
    @Shows(ShownEvidence.Envelope.class)
    ResponseEntity<byte[]> get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String format,
            ServerHttpRequest request,
            Caller caller) {
        FORMATS.chosen(request.getHeaders());
        UUID evidence = Parameters.uuid("id", id);
        EvidenceFormat asked = format == null
                ? EvidenceFormat.DSSE
                : Parameters.oneOf("format", format, EvidenceFormat.values(), EvidenceFormat::text);
        boolean isLinked = token != null && links.opens(Opens.EVIDENCE.of(evidence.toString()), token);
        byte[] envelope = file(isLinked ? Clients.all() : caller.known().clients(), evidence.toString());
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(asked.text() + "-" + id)
                .cacheControl(CacheControl.maxAge(A_YEAR).cachePrivate().immutable())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(asked.fileName(evidence))
                                .build()
                                .toString())
                .body(asked.of(evidence, new String(envelope, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
    }

    private byte[] file(Clients clients, String id) {
        return views.document(clients, ViewKind.EVIDENCE, id)
                .orElseThrow(() -> Problem.of(404, "evidence.unknown", "There is no evidence with this id.")
                        .field("id"));
    }

    /** All keys that were ever used, the first first: an auditor compares a file's fingerprints with these. */
    @GetMapping("/api/cab/keys")
    @Needs(Permission.CHANGES_READ)
    @Shows(value = ShownEvidence.SigningKey.class, isList = true)
    List<RawValue> keys(Caller caller) {
        return views.all(caller.known().clients(), ViewKind.SIGNING_KEY).stream()
                .map(key -> new RawValue(key.brief()))
                .toList();
    }
}
