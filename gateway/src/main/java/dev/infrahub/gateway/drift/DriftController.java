package dev.infrahub.gateway.drift;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.contract.TakesPlan;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.gateway.terraform.ScanMembers;
import dev.infrahub.gateway.terraform.ScanRequests;
import dev.infrahub.gateway.terraform.ScanRequests.Scan;
import dev.infrahub.gateway.views.KeptView;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.gateway.views.ViewKind;
import dev.infrahub.gateway.views.Views;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Drift: scans handed in, how each module stands, and its history. */
@RestController
@Tag(name = "Drift", description = "What was changed outside Terraform, and what to do about it")
public record DriftController(Bodies bodies, ScanRequests requests, Views views, Clock clock, JsonMapper json) {

    /** Of a byte of the plan: here, on the way into an event, in that, and on its way to the database. */
    private static final int BYTES_A_BYTE = 5;

    /** Find out what drifted, by a plan of either mode. */
    @PostMapping("/api/drift/analyze")
    @Needs(Permission.PLANS_WRITE)
    @Asks(OperationKind.ANALYZE_DRIFT)
    @TakesPlan(ScanMembers.class)
    ResponseEntity<String> analyze(ServerHttpRequest request, Asking asking) {
        return bodies.read(
                request,
                asking.caller().id(),
                body -> requests.read(request, body, asking.clients(), asking.now()),
                scan -> (long) BYTES_A_BYTE * scan.event().getPlan().remaining(),
                scan -> ask(scan, asking));
    }

    /** A scan has an id and a time of its own, and is redacted anew: what it is of tells two requests apart. */
    private static ResponseEntity<String> ask(Scan scan, Asking asking) {
        return asking.ask(
                OperationKind.ANALYZE_DRIFT,
                scan.event().getClient(),
                Topics.DRIFT_CHECK_SUBMITTED,
                scan.key(),
                scan.event(),
                Map.of(
                        "key",
                        scan.key(),
                        "plan",
                        scan.hash(),
                        "exitCode",
                        String.valueOf(scan.event().getExitCode())));
    }

    /** How each module stands. */
    @GetMapping("/api/drift/results")
    @Needs(Permission.PLANS_READ)
    @Lists(
            value = ViewKind.DRIFT,
            by = {
                @By("client"),
                @By("module"),
                @By("risk"),
                @By(
                        value = "detected",
                        oneOf = {"true", "false"})
            })
    @Shows(DriftResult.class)
    ResponseEntity<String> results(Listing listing) {
        return listing.answer(this::shown);
    }

    /** What drifted in whichever module, by what most likely was one cause. */
    @GetMapping("/api/drift/causes")
    @Needs(Permission.PLANS_READ)
    List<DriftCause> causes(Caller caller) {
        return DriftCause.of(views.all(caller.known().clients(), ViewKind.DRIFT).stream()
                .map(view -> json.readTree(view.brief()))
                .toList());
    }

    /** The scans of a module, those too that failed or came late. */
    @GetMapping("/api/drift/results/{module}/history")
    @Needs(Permission.PLANS_READ)
    @Lists(
            value = ViewKind.DRIFT_SCAN,
            by = {@By("client"), @By("module"), @By("status")})
    @Shows(DriftResult.class)
    ResponseEntity<String> history(@PathVariable String module, Listing listing) {
        return listing.answer(this::shown);
    }

    private String shown(KeptView view) {
        return DriftViews.shown((ObjectNode) json.readTree(view.brief()), clock.instant())
                .toString();
    }
}
