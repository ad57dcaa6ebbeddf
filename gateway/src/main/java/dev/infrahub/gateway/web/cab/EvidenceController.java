package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Change;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Evidence;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.domain.SigningKey;
import dev.infrahub.gateway.domain.VerificationLinks;
import dev.infrahub.gateway.domain.VerificationLinks.Opens;
import dev.infrahub.gateway.store.EvidenceFiles;
import dev.infrahub.gateway.store.Plans;
import dev.infrahub.gateway.store.SigningKeys;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.bodies.Bodies;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.schemas.EvidenceSubmitted;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
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
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.util.RawValue;

/** Sealed evidence, and the keys to compare it with. */
@RestController
@Tag(name = "Evidence", description = "What an auditor verifies without the hub")
public class EvidenceController {

    private static final Duration A_YEAR = Duration.ofDays(365);

    private final Bodies bodies;
    private final Intake intake;
    private final ChangeDesk desk;
    private final Plans plans;
    private final EvidenceFiles files;
    private final SigningKeys keys;
    private final VerificationLinks links;
    private final JsonMapper json;
    private final Scheduler blocking;
    private final Clock clock;

    public EvidenceController(
            Bodies bodies,
            Intake intake,
            ChangeDesk desk,
            Plans plans,
            EvidenceFiles files,
            SigningKeys keys,
            VerificationLinks links,
            JsonMapper json,
            Scheduler blocking,
            Clock clock) {
        this.bodies = bodies;
        this.intake = intake;
        this.desk = desk;
        this.plans = plans;
        this.files = files;
        this.keys = keys;
        this.links = links;
        this.json = json;
        this.blocking = blocking;
        this.clock = clock;
    }

    /** What is to be sealed, for OpenAPI; the four without a type are any JSON. */
    record Wish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED)
            String changeRequestId,

            @Nullable Object planSummary,
            @Nullable Object riskAssessment,
            @Nullable String prUrl,
            @Nullable Object scanResults,
            @Nullable Object testResults,
            @Nullable String approvalSignature) {}

    @PostMapping(path = "/api/cab/seal-evidence", consumes = MediaType.APPLICATION_JSON_VALUE)
    @RequestBody(required = true, content = @Content(schema = @Schema(implementation = Wish.class)))
    Mono<ResponseEntity<String>> seal(Access access, ServerHttpRequest request) {
        Caller caller = access.caller();
        return bodies.with(
                        request,
                        body -> Mono.fromCallable(() -> EvidenceRequest.read(body))
                                .subscribeOn(blocking))
                .flatMap(asked -> desk.change(caller.clients(), asked.changeRequestId())
                        .flatMap(change -> submitted(change, asked, caller)
                                .flatMap(event -> submit(event, asked, caller, request))))
                .flatMap(operation -> answer(operation, caller));
    }

    private Mono<EvidenceSubmitted> submitted(Change change, EvidenceRequest asked, Caller caller) {
        EvidenceSubmitted.Builder event = EvidenceSubmitted.newBuilder()
                .setChangeRequestId(change.changeRequestId())
                .setClient(change.client())
                .setPlanSummary(asked.claim("planSummary"))
                .setRiskAssessment(asked.claim("riskAssessment"))
                .setPrUrl(asked.prUrl().orElse(null))
                .setScanResults(asked.claim("scanResults"))
                .setTestResults(asked.claim("testResults"))
                .setApprovalSignature(asked.approvalSignature().orElse(null))
                .setSubmittedBy(caller.id())
                .setSubmittedByName(caller.name())
                .setSubmittedAt(clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return Mono.justOrEmpty(change.planId())
                .flatMap(id -> plans.find(Clients.of(List.of(change.client())), id))
                .map(plan -> event.setAnalysis(Analysis.of(plan)).build())
                .switchIfEmpty(Mono.fromCallable(event::build));
    }

    private Mono<Operation> submit(
            EvidenceSubmitted event, EvidenceRequest asked, Caller caller, ServerHttpRequest request) {
        return intake.ask(
                OperationKind.SEAL_EVIDENCE,
                event.getClient(),
                event.getChangeRequestId() + ":" + asked.hash(),
                Outcome.nothing().publish(Topics.EVIDENCE_SUBMITTED, event.getChangeRequestId(), event),
                caller,
                request.getHeaders());
    }

    /** With the envelope, which is kept once: an operation's own answer is without it. */
    private Mono<ResponseEntity<String>> answer(Operation operation, Caller caller) {
        ResponseEntity<String> answer = OperationAnswers.of(operation);
        if (operation.status() != OperationStatus.COMPLETED) {
            return Mono.just(answer);
        }
        ObjectNode evidence = (ObjectNode) json.readTree(operation.answer().orElseThrow());
        UUID id = UUID.fromString(evidence.path("evidenceId").asString());
        return files.envelope(caller.clients(), id)
                .map(envelope -> evidence.putRawValue("envelope", new RawValue(envelope)))
                .map(body -> ResponseEntity.status(answer.getStatusCode())
                        .headers(headers -> headers.putAll(answer.getHeaders()))
                        .body(json.writeValueAsString(body)));
    }

    @GetMapping("/api/cab/evidence")
    Flux<Evidence> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String changeRequestId,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Access access) {
        return files.list(
                access.caller().clients(),
                new Evidence.Filter(
                        Optional.ofNullable(client),
                        Optional.ofNullable(changeRequestId),
                        Optional.ofNullable(before).map(text -> QueryParameters.instant("before", text)),
                        QueryParameters.limit(limit)));
    }

    /** The file as it was sealed, or its export; for whoever has the permission, or holds the link. */
    @GetMapping(path = "/api/cab/evidence/{id}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ResponseEntity<byte[]>> get(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String token,
            @RequestParam(required = false) @Nullable String format,
            @Nullable Access access) {
        UUID evidence = QueryParameters.uuid("id", id);
        EvidenceFormat asked = format == null
                ? EvidenceFormat.DSSE
                : QueryParameters.oneOf("format", format, EvidenceFormat.values(), EvidenceFormat::text);
        return files.envelope(clients(evidence, token, access), evidence)
                .switchIfEmpty(
                        Mono.error(() -> Problem.of(404, "evidence.unknown", "There is no evidence with this id.")
                                .field("id")))
                .map(envelope -> file(asked, evidence, envelope));
    }

    private Clients clients(UUID id, @Nullable String token, @Nullable Access access) {
        if (token != null && links.opens(Opens.EVIDENCE, id.toString(), token)) {
            return Clients.all();
        }
        if (access == null) {
            throw Problem.of(401, "credential.missing", "This needs a credential, or the evidence's link.");
        }
        return access.caller().clients();
    }

    private static ResponseEntity<byte[]> file(EvidenceFormat format, UUID id, String envelope) {
        String name = format.fileName(id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .eTag(format.text() + "-" + id)
                .cacheControl(CacheControl.maxAge(A_YEAR).cachePrivate().immutable())
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(format.of(id, envelope).getBytes(StandardCharsets.UTF_8));
    }

    /** An approver's own keys by whom they were used, and the hub's; an auditor compares a file's fingerprints with these. */
    @GetMapping("/api/cab/keys")
    Flux<SigningKey> keys(Access access) {
        return keys.all(access.caller().clients());
    }
}
