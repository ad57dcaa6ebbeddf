package dev.infrahub.gateway.idp;

import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.ComponentSubmitted;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.ServiceRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Components and services: described from their files, outlined from a description, reviewed, and looked into when they fail. */
@RestController
@Tag(name = "Services", description = "Components described, services outlined, code reviewed, incidents looked into")
public record ServicesController(Bodies bodies) {

    /** Describe a component from its files. */
    @PostMapping("/api/enrich")
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.ENRICH_COMPONENT)
    ResponseEntity<String> enrich(@RequestBody EnrichComponent body, Asking asking) {
        ComponentSubmitted asked = bodies.work(asking.caller().id(), () -> body.by(asking));
        return asking.ask(
                OperationKind.ENRICH_COMPONENT,
                asked.getClient(),
                Topics.COMPONENT_SUBMITTED,
                asked.getClient(),
                asked,
                body);
    }

    /** Outline a service. */
    @PostMapping("/api/scaffold")
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.SCAFFOLD_SERVICE)
    ResponseEntity<String> scaffold(@RequestBody ScaffoldService body, Asking asking) {
        ServiceRequested asked = bodies.work(asking.caller().id(), () -> body.by(asking));
        return asking.ask(
                OperationKind.SCAFFOLD_SERVICE,
                asked.getClient(),
                Topics.SERVICE_REQUESTED,
                asked.getClient(),
                asked,
                body);
    }

    /** Review a change of code. */
    @PostMapping("/api/review")
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.REVIEW_CODE)
    ResponseEntity<String> review(@RequestBody ReviewCode body, Asking asking) {
        ReviewRequested asked = bodies.work(asking.caller().id(), () -> body.by(asking));
        return asking.ask(
                OperationKind.REVIEW_CODE, asked.getClient(), Topics.REVIEW_REQUESTED, asked.getClient(), asked, body);
    }

    /** Look into an incident. */
    @PostMapping("/api/incident/analyze")
    @Needs(Permission.CHAT_ASK)
    @Asks(OperationKind.ANALYZE_INCIDENT)
    ResponseEntity<String> analyze(@RequestBody AnalyzeIncident body, Asking asking) {
        IncidentReported asked = bodies.work(asking.caller().id(), () -> body.by(asking));
        return asking.ask(
                OperationKind.ANALYZE_INCIDENT,
                asked.getClient(),
                Topics.INCIDENT_REPORTED,
                asked.getClient(),
                asked,
                body);
    }
}
