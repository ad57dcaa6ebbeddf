package dev.infrahub.gateway.webhooks;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Refusals;
import dev.infrahub.gateway.access.Signed;
import dev.infrahub.gateway.webhooks.Deliveries.Delivery;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.http.bodies.Bodies;
import dev.infrahub.http.bodies.Body;
import dev.infrahub.json.Allowance;
import dev.infrahub.json.JsonValues;
import dev.infrahub.json.Value;
import dev.infrahub.proofs.Digest;
import dev.infrahub.schemas.IncidentReader;
import dev.infrahub.schemas.IncidentReported;
import dev.infrahub.schemas.PullRequest;
import dev.infrahub.schemas.ReviewRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** Webhooks: pull requests to be reviewed, and alerts to be looked into, as GitHub tells of them. */
@RestController
@Tag(name = "Webhooks", description = "What GitHub tells of pull requests and alerts")
public record WebhookController(Bodies bodies, Deliveries deliveries, WebhookProperties properties, Clock clock) {

    private static final String EVENT = "X-GitHub-Event";
    private static final String DELIVERY = "X-GitHub-Delivery";
    private static final int LARGEST = 4 * 1024 * 1024;

    /** The bytes, the text made of them, and the values. */
    private static final int BYTES_A_BYTE = 4;

    /**
     * What became of a delivery.
     *
     * @param accepted true where something is done about it
     * @param ignored true where nothing is
     * @param reason why nothing is
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Taken(
            @Nullable Boolean accepted,
            @Nullable Boolean ignored,
            @Nullable String reason) {

        static final Taken ACCEPTED = new Taken(true, null, null);

        static Taken ignored(String reason) {
            return new Taken(null, true, reason);
        }
    }

    /** A body whose signature is good. */
    private record Proved(String sha256, Value value) {}

    /** Take what GitHub tells. */
    @PostMapping("/webhooks/github")
    @Signed(Signature.HEADER)
    ResponseEntity<Taken> github(ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        if (!properties.isOn()) {
            throw Problem.of(
                    503,
                    "webhook.unconfigured",
                    "This hub takes nothing from GitHub; its operator sets AI_CODE_REVIEW_WEBHOOK_SECRET.");
        }
        Signature signature = Signature.of(headers.getFirst(Signature.HEADER));
        if (signature == null) {
            throw refused();
        }
        requireJson(headers);
        UUID delivery = Parameters.uuid(
                        Optional.ofNullable(headers.getFirst(DELIVERY)).orElse(""))
                .orElseThrow(() -> Problem.parameter(DELIVERY, "the UUID of a delivery"));
        String event = Optional.ofNullable(headers.getFirst(EVENT))
                .orElseThrow(() -> Problem.parameter(EVENT, "the name of an event"));
        Proved proved = bodies.read(exchange.getRequest(), Refusals.network(exchange), body -> proved(body, signature));
        return answer(event, new Delivery(delivery, proved.sha256(), clock.instant()), proved.value());
    }

    private static Problem refused() {
        return Problem.of(
                        401,
                        "signature.invalid",
                        "The signature in " + Signature.HEADER
                                + " is not that of this body under the secret that both know.")
                .field(Signature.HEADER);
    }

    private static void requireJson(HttpHeaders headers) {
        MediaType type = headers.getContentType();
        if (type == null || !type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
            throw Problem.of(
                            415,
                            "content_type.unsupported",
                            "Content-Type is application/json; choose that in the webhook's settings at GitHub.")
                    .field(HttpHeaders.CONTENT_TYPE);
        }
    }

    private Proved proved(Body body, Signature signature) {
        byte[] bytes = bytes(body);
        if (!signature.isOf(bytes, properties.secret())) {
            throw refused();
        }
        Value value = JsonValues.parse(new String(bytes, StandardCharsets.UTF_8))
                .orElseThrow(() -> Problem.of(400, "body.unreadable", "The body is no JSON."));
        return new Proved(Digest.of(bytes), value);
    }

    private static byte[] bytes(Body body) {
        try (InputStream in = body.open()) {
            Allowance.current().hold((long) BYTES_A_BYTE * LARGEST);
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                throw Problem.of(
                        413,
                        "body.too_large",
                        "The body is larger than the " + (LARGEST >> 20) + " MiB of a delivery.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ResponseEntity<Taken> answer(String event, Delivery delivery, Value body) {
        Optional<Told> told = Payload.read(event, body);
        if (told.isEmpty()) {
            return ignored(event.equals("ping") ? "ping" : "event.unknown");
        }
        Optional<String> client = properties.clientOf(told.get().owner());
        if (client.isEmpty()) {
            return ignored("owner.unknown");
        }
        if (told.get().at().isBefore(delivery.receivedAt().minus(Deliveries.TAKEN_FOR))) {
            return ignored("delivery.stale");
        }
        boolean isNew = deliveries.take(delivery, outcome(told.get(), client.get(), delivery.receivedAt()));
        return isNew ? ResponseEntity.accepted().body(Taken.ACCEPTED) : ignored("delivery.repeated");
    }

    private static ResponseEntity<Taken> ignored(String reason) {
        return ResponseEntity.ok(Taken.ignored(reason));
    }

    /** What one pull request asks for stays in order. */
    private static Outcome outcome(Told told, String client, Instant now) {
        return switch (told) {
            case Told.Proposed proposed ->
                Outcome.nothing()
                        .start(
                                Topics.REVIEW_REQUESTED,
                                client + "/" + proposed.repository() + "#" + proposed.number(),
                                review(proposed, client, now));
            case Told.Alert alert ->
                Outcome.nothing().start(Topics.INCIDENT_REPORTED, client, incident(alert, client, now));
        };
    }

    private static ReviewRequested review(Told.Proposed proposed, String client, Instant now) {
        return ReviewRequested.newBuilder()
                .setReviewId(UUID.randomUUID().toString())
                .setClient(client)
                .setServiceName(proposed.name())
                .setPullRequest(new PullRequest(proposed.repository(), proposed.number(), proposed.headSha()))
                .setRequestedAt(now)
                .build();
    }

    private static IncidentReported incident(Told.Alert alert, String client, Instant now) {
        return IncidentReported.newBuilder()
                .setIncidentId(UUID.randomUUID().toString())
                .setClient(client)
                .setReader(new IncidentReader(
                        "webhook:github",
                        false,
                        List.of(client),
                        List.of(Permission.PLANS_READ.scope(), Permission.CHANGES_READ.scope())))
                .setServiceName(alert.name())
                .setAlertTitle(alert.title())
                .setSeverity(alert.severity())
                .setStartedAt(alert.at().toString())
                .setRecentErrors(alert.where())
                .setReportedAt(now)
                .build();
    }
}
