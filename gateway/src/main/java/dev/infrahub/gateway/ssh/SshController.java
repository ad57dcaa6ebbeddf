package dev.infrahub.gateway.ssh;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Role;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.constraints.Text;
import dev.infrahub.http.constraints.TextDefaults;
import dev.infrahub.schemas.SshCertificateRequested;
import dev.infrahub.schemas.SshRevocationRequested;
import dev.infrahub.schemas.SshVerificationRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.ssh.SshPublicKey;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** SSH certificates: issued by the rules of the cab-signer, shown, revoked. */
@RestController
@Tag(name = "SSH", description = "Certificates for logging in to hosts")
public record SshController(Views views) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_REASON = 256;

    /** Why a certificate is to end. */
    record RevokeCertificate(
            @NotNull @Text(max = LONGEST_REASON, isChecked = false)
            String reason) {}

    /** Issue an SSH certificate. */
    @PostMapping("/api/ssh/issue")
    @Needs(Permission.SSH_ISSUE)
    @Asks(OperationKind.ISSUE_SSH_CERTIFICATE)
    ResponseEntity<String> issue(@RequestBody IssueCertificate body, Asking asking) {
        Caller caller = asking.caller();
        SshCertificateRequested event = SshCertificateRequested.newBuilder()
                .setPublicKey(body.key().line())
                .setClient(asking.clients().meant(body.client()))
                .setEntityRef(body.entity().orElse(null))
                .setPrincipals(body.accounts())
                .setAlgorithm(body.signedBy())
                .setTtlSeconds(body.ttlSeconds())
                .setReason(checked(body.reason()))
                .setChangeRequestId(body.changeRequestId())
                .setRequestedBy(caller.id())
                .setRoles(caller.roles().stream().map(Role::text).sorted().toList())
                .setRequestedAt(asking.now())
                .build();
        String key = body.entity().orElse(event.getClient());
        return asking.ask(
                OperationKind.ISSUE_SSH_CERTIFICATE,
                event.getClient(),
                Topics.SSH_CERTIFICATE_REQUESTED,
                key,
                event,
                body);
    }

    private static String checked(String reason) {
        if (SshPublicKey.isPrivate(reason)) {
            throw Problem.of(422, "field.secret", "reason holds a credential; send it without.")
                    .field("reason");
        }
        TextDefaults.wrong("reason", reason, LONGEST_REASON, false).ifPresent(problem -> {
            throw problem;
        });
        return reason;
    }

    @GetMapping("/api/ssh/certificates")
    @Needs(Permission.SSH_READ)
    @Lists(
            value = ViewKind.SSH_CERTIFICATE,
            by = {@By("client"), @By("entityRef"), @By("changeRequestId"), @By("requestedBy")})
    @Shows(ShownCertificate.Listed.class)
    ResponseEntity<String> list(Listing listing, Caller caller) {
        return listing.answerAll(certificates -> withRevocations(certificates, caller.clients()));
    }

    private List<ObjectNode> withRevocations(List<ObjectNode> certificates, Clients clients) {
        List<String> ids = certificates.stream().map(SshController::id).toList();
        Map<String, JsonNode> revocations = views.all(clients, ViewKind.SSH_REVOCATION, ids).stream()
                .collect(Collectors.toMap(KeptView::id, SshController::ending));
        certificates.forEach(certificate -> certificate.set("revocation", revocations.get(id(certificate))));
        return certificates;
    }

    private static JsonNode ending(KeptView revocation) {
        return ((ObjectNode) JSON.readTree(revocation.brief())).retain("reason", "revokedBy", "revokedAt");
    }

    private static String id(JsonNode certificate) {
        return certificate.path("certificateId").asString();
    }

    /** A certificate, held against the log at this moment: {@code register} says whether it is what was logged. */
    @GetMapping("/api/ssh/certificates/{id}")
    @Needs(Permission.SSH_READ)
    @Asks(OperationKind.VERIFY_SSH_CERTIFICATE)
    @Shows(ShownCertificate.Verified.class)
    ResponseEntity<String> show(@PathVariable String id, Asking asking) {
        ObjectNode certificate = known(id, asking.clients());
        String client = certificate.path("client").asString();
        Operation operation = asking.submit(
                OperationKind.VERIFY_SSH_CERTIFICATE,
                client,
                Topics.SSH_VERIFICATION_REQUESTED,
                id(certificate),
                new SshVerificationRequested(id(certificate), client),
                Map.of());
        if (!operation.isCompleted()) {
            return asking.answers().of(operation);
        }
        ObjectNode shown =
                withRevocations(List.of(certificate), asking.clients()).getFirst();
        shown.set("register", JSON.readTree(asking.answers().json(operation).orElseThrow()));
        return Answers.with(operation, ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON), shown.toString());
    }

    /** Which certificates were ended, why and by whom. */
    @GetMapping("/api/ssh/revocations")
    @Needs(Permission.SSH_READ)
    @Lists(
            value = ViewKind.SSH_REVOCATION,
            by = {@By("client"), @By("revokedBy")})
    @Shows(ShownCertificate.Ended.class)
    ResponseEntity<String> revocations(Listing listing) {
        return listing.answer();
    }

    /** Whoever a certificate was issued to may end it; anybody else needs the permission ssh:revoke. */
    @PostMapping("/api/ssh/certificates/{id}/revoke")
    @Needs({})
    @Asks(OperationKind.REVOKE_SSH_CERTIFICATE)
    ResponseEntity<String> revoke(@PathVariable String id, @RequestBody RevokeCertificate body, Asking asking) {
        String reason = checked(body.reason());
        ObjectNode certificate = known(id, asking.clients());
        requireAllowed(certificate, asking.caller());
        String client = certificate.path("client").asString();
        return asking.ask(
                OperationKind.REVOKE_SSH_CERTIFICATE,
                client,
                Topics.SSH_REVOCATION_REQUESTED,
                id(certificate),
                new SshRevocationRequested(
                        id(certificate), client, reason, asking.caller().id(), asking.now()),
                body);
    }

    private static void requireAllowed(JsonNode certificate, Caller caller) {
        boolean isOwn = certificate.path("requestedBy").asString().equals(caller.id());
        if (!isOwn && !caller.may(Permission.SSH_REVOKE)) {
            throw Problem.of(
                    403,
                    "permission.missing",
                    "The certificate is somebody else's; revoking it needs the permission ssh:revoke.");
        }
    }

    private ObjectNode known(String id, Clients clients) {
        return views.find(
                        clients,
                        ViewKind.SSH_CERTIFICATE,
                        Parameters.uuid("id", id).toString())
                .map(view -> (ObjectNode) JSON.readTree(view.body()))
                .orElseThrow(() -> Problem.of(404, "ssh-certificate.unknown", "There is no certificate with this id.")
                        .field("id"));
    }
}
