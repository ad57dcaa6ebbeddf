package dev.infrahub.gateway.secrets;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.contract.Takes;
import dev.infrahub.gateway.facts.Facts;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.http.Formats;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.scanning.Sarif;
import dev.infrahub.schemas.SecretScanCompleted;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secrets: files handed in to be scanned for credentials, and how each module stands. */
@RestController
@Tag(name = "Secrets", description = "Credentials in files: which are new, which are gone, what to do about them")
public record SecretsController(Bodies bodies, ScanReader reader, Clock clock) {

    private static final Formats FORMATS =
            Formats.of(MediaType.APPLICATION_JSON, MediaType.parseMediaType(Sarif.MEDIA_TYPE));

    /** Find credentials in files, and tell which of them are new in the module. */
    @PostMapping(
            path = "/api/scan-secrets",
            produces = {MediaType.APPLICATION_JSON_VALUE, Sarif.MEDIA_TYPE})
    @Needs(Permission.SECRETS_WRITE)
    @Asks(OperationKind.SCAN_SECRETS)
    @Takes(value = ScanSecrets.class, or = ScanReader.ARCHIVE, beside = ScanMembers.class)
    ResponseEntity<String> scan(ServerHttpRequest request, Asking asking) {
        // before anything is done for an answer that nobody takes
        MediaType format = FORMATS.chosen(request.getHeaders());
        Operation operation = asking.settled(accepted(request, asking));
        return operation.isCompleted() && !format.equals(MediaType.APPLICATION_JSON)
                ? Answers.with(operation, ResponseEntity.ok().contentType(format), SecretsSarif.of(told(operation)))
                : asking.answers().of(operation);
    }

    private static SecretScanCompleted told(Operation operation) {
        return Facts.event(operation.facts().orElseThrow(), SecretScanCompleted.class);
    }

    /** Nothing of the files is left when this returns. */
    private Accepted accepted(ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                body -> reader.read(request, body, asking.clients(), asking.now()),
                SubmittedScan::bytes,
                scan -> asking.accept(
                        OperationKind.SCAN_SECRETS,
                        scan.event().getClient(),
                        Outcome.nothing().publish(Topics.SECRET_SCAN_REQUESTED, scan.key(), scan.event()),
                        scan.asked()));
    }

    /** How each module stands. */
    @GetMapping("/api/secrets/results")
    @Needs(Permission.SECRETS_READ)
    @Lists(
            value = ViewKind.SECRETS,
            by = {
                @By("client"),
                @By("module"),
                @By(
                        value = "severity",
                        oneOf = {"unknown", "none", "low", "medium", "high", "critical"}),
                @By(value = "rule", in = "findings", member = "ruleId"),
                @By(
                        value = "state",
                        in = "findings",
                        oneOf = {"new", "known", "resolved"},
                        orIn = "resolved")
            })
    @Shows(SecretResult.class)
    ResponseEntity<String> results(Listing listing) {
        Instant now = clock.instant();
        return listing.answer(view -> SecretViews.shown(view, now));
    }
}
