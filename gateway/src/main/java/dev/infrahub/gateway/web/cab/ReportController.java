package dev.infrahub.gateway.web.cab;

import dev.infrahub.events.Outcome;
import dev.infrahub.gateway.domain.Caller;
import dev.infrahub.gateway.domain.Clients;
import dev.infrahub.gateway.domain.Operation;
import dev.infrahub.gateway.domain.OperationKind;
import dev.infrahub.gateway.domain.OperationStatus;
import dev.infrahub.gateway.web.access.Access;
import dev.infrahub.gateway.web.operations.Intake;
import dev.infrahub.gateway.web.operations.OperationAnswers;
import dev.infrahub.gateway.web.problems.Problem;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compliance report: what the board was asked and decided in a period, every signature of it verified anew. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public class ReportController {

    private static final int LONGEST_MODULE = 255;

    private final Intake intake;
    private final JsonMapper json;
    private final Clock clock;

    public ReportController(Intake intake, JsonMapper json, Clock clock) {
        this.intake = intake;
        this.json = json;
        this.clock = clock;
    }

    /** JSON is answered byte for byte as it was sealed. Without a client, it is about all that the caller belongs to. */
    @GetMapping("/api/cab/report")
    @ApiResponse(
            responseCode = "200",
            content = {
                @Content(mediaType = "application/json", schema = @Schema(type = "object")),
                @Content(mediaType = "text/csv", schema = @Schema(type = "string")),
                @Content(mediaType = "text/html", schema = @Schema(type = "string"))
            })
    Mono<ResponseEntity<String>> report(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format,
            Access access,
            ServerHttpRequest request) {
        ReportFormat wanted = ReportFormat.of(format, request.getHeaders().getAccept());
        ReportRequested event = requested(client(client, access.caller()), module, from, to, access.caller());
        return intake.ask(
                        OperationKind.COMPILE_REPORT,
                        event.getClient(),
                        String.join(":", event.getClient(), said(module), said(from), said(to)),
                        Outcome.nothing().publish(Topics.REPORT_REQUESTED, event.getClient(), event),
                        access.caller(),
                        request.getHeaders())
                .map(operation -> answer(operation, wanted));
    }

    private ReportRequested requested(
            String client, @Nullable String module, @Nullable String from, @Nullable String to, Caller caller) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Instant end = to == null ? now : instant("to", to);
        Instant start = from == null ? null : instant("from", from);
        if (start != null && !start.isBefore(end)) {
            throw invalid("from", "an instant before to");
        }
        if (module != null && (module.isBlank() || module.length() > LONGEST_MODULE)) {
            throw invalid("module", "1 to " + LONGEST_MODULE + " characters");
        }
        return ReportRequested.newBuilder()
                .setClient(client)
                .setModule(module)
                .setFrom(start)
                .setTo(end)
                .setRequestedBy(caller.id())
                .setRequestedByName(caller.name())
                .setRequestedAt(now)
                .build();
    }

    /** The one that is named, or the caller's only one, or all where the caller belongs to all. */
    private static String client(@Nullable String named, Caller caller) {
        if (named != null && !Clients.NAME.matcher(named).matches()) {
            throw invalid("client", "the name of a client");
        }
        if (named != null) {
            return named;
        }
        return switch (caller.clients()) {
            case Clients.All _ -> Clients.ALL_NAMES;
            case Clients.Some some ->
                some.only()
                        .orElseThrow(() -> Problem.of(
                                        422, "field.missing", "client is required: you belong to several, or to none.")
                                .field("client"));
        };
    }

    private ResponseEntity<String> answer(Operation operation, ReportFormat format) {
        if (operation.status() != OperationStatus.COMPLETED || format == ReportFormat.JSON) {
            return OperationAnswers.of(operation);
        }
        String text = operation.answer().orElseThrow();
        JsonNode report = json.readTree(text);
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().contentType(format.type());
        return OperationAnswers.with(
                operation,
                format == ReportFormat.CSV
                        ? ok.header("Content-Disposition", "attachment; filename=\"report.csv\"")
                                .body(ReportCsv.of(report))
                        : ok.header("Content-Security-Policy", ReportHtml.POLICY)
                                .body(ReportHtml.of(report, text, operation.id())));
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeParseException e) {
            throw invalid(name, "an instant like 2026-01-31T12:00:00Z");
        }
    }

    private static Problem invalid(String name, String takes) {
        return Problem.of(422, "parameter.invalid", name + " takes " + takes + ".")
                .field(name);
    }

    private static String said(@Nullable String parameter) {
        return parameter == null ? "" : parameter;
    }
}
