package dev.infrahub.gateway.diagnosis;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.contract.Takes;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Intake.Accepted;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.LogMembers;
import dev.infrahub.gateway.terraform.LogRequests;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Diagnosis: logs of pipelines that failed, and why they did. */
@RestController
@Tag(name = "Diagnosis", description = "Why a pipeline failed, by which lines of its log, and what to do")
public record DiagnosisController(Bodies bodies, LogRequests requests) {

    /** Of a byte of the log, packed: here, on the way into an event, in that, and on its way to the database. */
    private static final int BYTES_A_BYTE = 5;

    /** Find out why a pipeline failed, by its log. */
    @PostMapping("/api/pipeline/diagnose")
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.DIAGNOSE_PIPELINE)
    @Takes(value = LogMembers.class, document = "logs", or = LogRequests.LOG_MEDIA_TYPE, beside = LogMembers.class)
    ResponseEntity<String> diagnose(ServerHttpRequest request, Asking asking) {
        return asking.answers().of(asking.settled(accepted(request, asking)));
    }

    private Accepted accepted(ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                body -> requests.read(request, body, asking.clients(), asking.now()),
                log -> (long) BYTES_A_BYTE * log.event().getLog().remaining(),
                log -> asking.accept(
                        OperationKind.DIAGNOSE_PIPELINE,
                        log.event().getClient(),
                        Outcome.nothing().publish(Topics.PIPELINE_FAILED, log.key(), log.event()),
                        log.asked()));
    }
}
