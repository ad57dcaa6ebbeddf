package dev.infrahub.gateway.web.ssh;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.domain.Permission;
import dev.infrahub.gateway.domain.Role;
import dev.infrahub.gateway.domain.SshCertificate;
import dev.infrahub.gateway.store.SshCertificates;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.gateway.web.problems.QueryParameters;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.ssh.SshPublicKey;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** SSH certificates: issued by the rules of the cab-signer, shown, revoked. */
@RestController
@Tag(name = "SSH", description = "Certificates for logging in to hosts")
public class SshController {

    private final Intake intake;
    private final SshCertificates certificates;
    private final JsonMapper json;
    private final Clock clock;

    public SshController(Intake intake, SshCertificates certificates, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.certificates = certificates;
        this.json = json;
        this.clock = clock;
    }

    /** What a certificate is asked for with, for OpenAPI; who asks is who the credential proves. */
    record CertificateWish(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    description = "The line of a file that ends in .pub; a private key is refused")
            String publicKey,

            @Schema(description = "Accounts; all that the rules give where it is left out") @Nullable
            List<String> principals,

            @Schema(
                    description =
                            "The Backstage entity to log in to; without one, only what the rules give on all of them")
            @Nullable
            String entityRef,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 256)
            String reason,

            @Schema(description = "8 at most, a minute at least; 1 where it is left out") @Nullable
            BigDecimal ttlHours,

            @Schema(
                    description = "Which authority signs",
                    allowableValues = {"ssh-ed25519", "ssh-mldsa44-ed25519@openssh.com"})
            @Nullable
            String algorithm,

            @Schema(description = "An approved change request: the certificate ends with it at the latest") @Nullable
            String changeRequestId,

            @Nullable String client) {}

    /** Why a certificate is to end, for OpenAPI. */
    record RevocationWish(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, maxLength = 256)
            String reason) {}

    @PostMapping("/api/ssh/issue")
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Issue an SSH certificate",
            responses = {
                @ApiResponse(
                        responseCode = "200",
                        description = "The certificate",
                        content = @Content(schema = @Schema(implementation = SshCertificate.class))),
                @ApiResponse(responseCode = "403", description = "No rule gives this, or not this principal"),
                @ApiResponse(responseCode = "404", description = "There is no such change request"),
                @ApiResponse(responseCode = "409", description = "The change request is not approved, or expired"),
                @ApiResponse(responseCode = "422", description = "A member is missing or wrong"),
                @ApiResponse(responseCode = "503", description = "QuantumAPI is away: nothing is issued, then or later")
            })
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CertificateWish.class),
                            examples = @ExampleObject(name = "For a change", value = """
                                                    {"publicKey": "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIK0wmN/Cr3JXqmLW7u+g9pTh+wyqDHpSQEIQczXkVx9q",
                                                     "entityRef": "component:default/checkout", "principals": ["deploy"],
                                                     "ttlHours": 0.5, "reason": "restart after the change",
                                                     "changeRequestId": "CHG-1A2B3C4D"}""")))
    Mono<ResponseEntity<String>> issue(@RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        SshCertificateRequested event = requested(new SshFields(body), access.caller());
        return intake.ask(
                        OperationKind.ISSUE_SSH_CERTIFICATE,
                        event.getClient(),
                        asked(event),
                        Outcome.nothing()
                                .publish(
                                        Topics.SSH_CERTIFICATE_REQUESTED,
                                        Objects.requireNonNullElse(event.getEntityRef(), event.getClient()),
                                        event),
                        access.caller(),
                        request.getHeaders())
                .map(OperationAnswers::of);
    }

    private SshCertificateRequested requested(SshFields fields, Caller caller) {
        return SshCertificateRequested.newBuilder()
                .setPublicKey(fields.publicKey().line())
                .setClient(fields.client(caller.clients()))
                .setEntityRef(fields.entityRef().orElse(null))
                .setPrincipals(fields.principals())
                .setAlgorithm(fields.algorithm().text())
                .setTtlSeconds(fields.ttlSeconds())
                .setReason(fields.reason())
                .setChangeRequestId(fields.changeRequestId().orElse(null))
                .setRequestedBy(caller.id())
                .setRoles(caller.roles().stream().map(Role::text).sorted().toList())
                .setRequestedAt(now())
                .build();
    }

    /** What tells a repeat from another request under the same key. */
    private static String asked(SshCertificateRequested event) {
        return String.join(
                ":",
                event.getRequestedBy(),
                SshPublicKey.fingerprint(event.getPublicKey()),
                String.valueOf(event.getEntityRef()),
                String.join(",", event.getPrincipals()),
                event.getAlgorithm(),
                Integer.toString(event.getTtlSeconds()),
                String.valueOf(event.getChangeRequestId()),
                event.getReason());
    }

    @GetMapping("/api/ssh/certificates")
    @io.swagger.v3.oas.annotations.Operation(summary = "The register, the newest first")
    Flux<SshCertificate> list(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String entityRef,
            @RequestParam(required = false) @Nullable String changeRequestId,
            @RequestParam(required = false) @Nullable String requestedBy,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(required = false) @Nullable String limit,
            Access access) {
        return certificates.list(
                access.caller().clients(),
                new SshCertificate.Filter(
                        Optional.ofNullable(client),
                        Optional.ofNullable(entityRef),
                        Optional.ofNullable(changeRequestId),
                        Optional.ofNullable(requestedBy),
                        Optional.ofNullable(before).map(text -> QueryParameters.instant("before", text)),
                        QueryParameters.limit(limit)));
    }

    /** A certificate, held against the log at this moment: {@code register} says whether it is what was logged. */
    @GetMapping("/api/ssh/certificates/{id}")
    @io.swagger.v3.oas.annotations.Operation(summary = "A certificate, and whether its register is genuine")
    Mono<ResponseEntity<String>> show(@PathVariable String id, Access access, ServerHttpRequest request) {
        return known(id, access.caller())
                .flatMap(certificate -> intake.ask(
                                OperationKind.VERIFY_SSH_CERTIFICATE,
                                certificate.client(),
                                certificate.certificateId().toString(),
                                Outcome.nothing()
                                        .publish(
                                                Topics.SSH_VERIFICATION_REQUESTED,
                                                certificate.certificateId().toString(),
                                                new SshVerificationRequested(
                                                        certificate
                                                                .certificateId()
                                                                .toString(),
                                                        certificate.client())),
                                access.caller(),
                                request.getHeaders())
                        .map(operation -> shown(certificate, operation)));
    }

    private ResponseEntity<String> shown(SshCertificate certificate, Operation operation) {
        ResponseEntity<String> answer = OperationAnswers.of(operation);
        if (operation.status() != OperationStatus.COMPLETED) {
            return answer;
        }
        ObjectNode shown = json.valueToTree(certificate);
        shown.set("register", json.readTree(operation.answer().orElseThrow()));
        return ResponseEntity.status(answer.getStatusCode())
                .headers(answer.getHeaders())
                .body(json.writeValueAsString(shown));
    }

    /** Whoever a certificate was issued to may end it; anybody else needs the permission. */
    @PostMapping("/api/ssh/certificates/{id}/revoke")
    @io.swagger.v3.oas.annotations.Operation(
            summary = "Revoke a certificate: one's own, or any with ssh:revoke",
            description = "Answered with 200, the revocation list that hosts get holds it.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = RevocationWish.class),
                            examples = @ExampleObject("{\"reason\": \"laptop lost\"}")))
    Mono<ResponseEntity<String>> revoke(
            @PathVariable String id, @RequestBody JsonNode body, Access access, ServerHttpRequest request) {
        String reason = new SshFields(body).reason();
        Caller caller = access.caller();
        return known(id, caller)
                .map(certificate -> allowed(certificate, caller))
                .flatMap(certificate -> intake.ask(
                        OperationKind.REVOKE_SSH_CERTIFICATE,
                        certificate.client(),
                        certificate.certificateId() + ":" + reason,
                        Outcome.nothing()
                                .publish(
                                        Topics.SSH_REVOCATION_REQUESTED,
                                        certificate.certificateId().toString(),
                                        new SshRevocationRequested(
                                                certificate.certificateId().toString(),
                                                certificate.client(),
                                                reason,
                                                caller.id(),
                                                now())),
                        caller,
                        request.getHeaders()))
                .map(OperationAnswers::of);
    }

    private static SshCertificate allowed(SshCertificate certificate, Caller caller) {
        if (!certificate.requestedBy().equals(caller.id()) && !caller.may(Permission.SSH_REVOKE)) {
            throw Problem.of(
                    403,
                    "permission.missing",
                    "The certificate is somebody else's; revoking it needs the permission ssh:revoke.");
        }
        return certificate;
    }

    private Mono<SshCertificate> known(String id, Caller caller) {
        return certificates
                .find(caller.clients(), QueryParameters.uuid("id", id))
                .switchIfEmpty(Mono.error(
                        () -> Problem.of(404, "ssh-certificate.unknown", "There is no certificate with this id.")
                                .field("id")));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
