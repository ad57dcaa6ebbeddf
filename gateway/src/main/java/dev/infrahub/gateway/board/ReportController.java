package dev.infrahub.gateway.board;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.clients.Clients;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.operations.Operation;
import dev.infrahub.gateway.operations.OperationKind;
import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.schemas.ReportRequested;
import dev.infrahub.schemas.Topics;
import dev.infrahub.secrets.Secrets;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The compliance report: what the board was asked and decided in a period, every signature of it verified anew. */
@RestController
@Tag(name = "Change advisory board", description = "Change requests and signed decisions")
public record ReportController(JsonMapper json) {

    private static final int LONGEST_MODULE = 255;

    /** What the report is to be about. */
    private record Scope(
            String client,
            @Nullable String module,
            @Nullable String from,
            @Nullable String to) {}

    /** JSON is answered byte for byte as it was sealed. Without a client, it is about all that the caller belongs to. */
    @GetMapping("/api/cab/report")
    @Needs(Permission.CHANGES_READ)
    @Asks(OperationKind.COMPILE_REPORT)
    @Shows(ShownReport.class)
    ResponseEntity<String> report(
            @RequestParam(required = false) @Nullable String client,
            @RequestParam(required = false) @Nullable String module,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable String format,
            ServerHttpRequest request,
            Asking asking) {
        ReportFormat wanted = ReportFormat.of(format, request.getHeaders());
        Scope scope = new Scope(client(client, asking.caller()), module, from, to);
        Operation operation = asking.submit(
                OperationKind.COMPILE_REPORT,
                scope.client(),
                Topics.REPORT_REQUESTED,
                scope.client(),
                requested(scope, asking),
                scope);
        return operation.isCompleted() && wanted != ReportFormat.JSON
                ? formatted(operation, wanted)
                : asking.answers().of(operation);
    }

    private static ReportRequested requested(Scope scope, Asking asking) {
        Instant end = instant("to", scope.to()).orElseGet(asking::now);
        Optional<Instant> start = instant("from", scope.from());
        if (start.filter(from -> !from.isBefore(end)).isPresent()) {
            throw Problem.unusable("from", "an instant before to");
        }
        String module = scope.module();
        if (module != null && (module.isBlank() || module.length() > LONGEST_MODULE)) {
            throw Problem.unusable("module", "1 to " + LONGEST_MODULE + " characters");
        }
        if (module != null && !Secrets.find(module).isEmpty()) {
            throw Problem.unusable("module", "the name of a module, without a credential");
        }
        return ReportRequested.newBuilder()
                .setClient(scope.client())
                .setModule(module)
                .setFrom(start.orElse(null))
                .setTo(end)
                .setRequestedBy(asking.caller().id())
                .setRequestedByName(asking.caller().name())
                .setRequestedAt(asking.now())
                .build();
    }

    private static Optional<Instant> instant(String name, @Nullable String text) {
        return Optional.ofNullable(text)
                .map(value -> Parameters.instant(name, value).truncatedTo(ChronoUnit.MILLIS));
    }

    /** The one that is named, or the caller's only one, or all where the caller belongs to all. */
    private static String client(@Nullable String named, Caller caller) {
        if (named != null
                && !(Clients.NAME.matcher(named).matches()
                        && Secrets.find(named).isEmpty())) {
            throw Problem.unusable("client", "the name of a client, without a credential");
        }
        return Objects.requireNonNullElseGet(named, () -> switch (caller.clients()) {
            case Clients.All _ -> Clients.ALL_NAMES;
            case Clients.Some some ->
                some.only()
                        .orElseThrow(() -> Problem.of(
                                        422, "field.missing", "client is required: you belong to several, or to none.")
                                .field("client"));
        });
    }

    private ResponseEntity<String> formatted(Operation operation, ReportFormat format) {
        String text = operation.facts().orElseThrow();
        JsonNode report = json.readTree(text);
        ResponseEntity.BodyBuilder ok = ResponseEntity.ok().contentType(format.type());
        return format == ReportFormat.CSV
                ? Answers.with(
                        operation,
                        ok.header("Content-Disposition", "attachment; filename=\"report.csv\""),
                        ReportCsv.of(report))
                : Answers.with(
                        operation,
                        ok.header("Content-Security-Policy", ReportHtml.POLICY),
                        ReportHtml.of(report, text, operation.id()));
    }
}
