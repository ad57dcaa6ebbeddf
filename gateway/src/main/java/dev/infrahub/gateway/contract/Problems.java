package dev.infrahub.gateway.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.infrahub.gateway.operations.Asks;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.method.HandlerMethod;

/** What OpenAPI says of answers that are none: problem details (RFC 9457), described once and referred to. */
final class Problems {

    private static final String SCHEMA = "Problem";
    private static final String PROBLEM_JSON = "application/problem+json";

    private static final Map<String, String> STATUSES = new TreeMap<>(Map.ofEntries(
            Map.entry("400", "Unreadable, or a parameter is unknown or not what it takes; field names it"),
            Map.entry("401", "No credential, or not a good one"),
            Map.entry("403", "The credential does not have the permission or the client, or a rule says no"),
            Map.entry("404", "There is no such thing, or none of the caller's clients"),
            Map.entry("406", "None of the forms that there are is among those that Accept takes"),
            Map.entry("408", "The body came too slowly; send it again"),
            Map.entry("409", "Not as things stand"),
            Map.entry(
                    "413",
                    "Larger than this takes, or takes more to read; the code names the limit, and docs/limits.md has"
                            + " all of them"),
            Map.entry("415", "Not a Content-Type or Content-Encoding that this takes; field says which"),
            Map.entry("422", "Readable and unusable, or a member that is unknown; field names it"),
            Map.entry(
                    "429",
                    "The credential asks too often, or takes its share of memory, readers, answers or the database; come"
                            + " back after Retry-After"),
            Map.entry("500", "The hub failed; its operators find the cause by traceId"),
            Map.entry(
                    "503",
                    "A dependency is away, or the hub reads, answers or asks its database as much as it can; come back after"
                            + " Retry-After")));

    private Problems() {}

    /** As {@code ProblemHandler} writes it. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Problem(
            String type,
            String title,
            int status,
            String detail,
            String code,
            @Nullable String field,
            @Nullable List<String> differences,
            @Nullable String traceId,
            String error) {}

    static void describe(Components components) {
        components.addSchemas(SCHEMA, RecordSchema.ofAnswer(Problem.class));
        STATUSES.forEach((status, description) -> components.addResponses(
                status,
                new ApiResponse()
                        .description(description)
                        .content(new Content()
                                .addMediaType(
                                        PROBLEM_JSON,
                                        new MediaType()
                                                .schema(new Schema<>().$ref(SCHEMA))
                                                .example(Words.resource("problem"))))));
    }

    static void mayAnswer(Operation operation, HandlerMethod endpoint) {
        boolean takesBody = operation.getRequestBody() != null;
        boolean asks = endpoint.hasMethodAnnotation(Asks.class);
        boolean isOfOne = operation.getOperationId().contains("-id");
        Map<String, Boolean> only = Map.of(
                "406",
                hasSeveralForms(operation),
                "408",
                takesBody,
                "415",
                takesBody,
                "404",
                asks || isOfOne,
                "409",
                asks,
                "413",
                takesBody,
                "422",
                takesBody || asks);
        STATUSES.keySet().stream()
                .filter(status -> only.getOrDefault(status, true))
                .forEach(status -> operation
                        .getResponses()
                        .addApiResponse(status, new ApiResponse().$ref("#/components/responses/" + status)));
    }

    private static boolean hasSeveralForms(Operation operation) {
        return operation.getResponses().values().stream()
                .anyMatch(answer ->
                        answer.getContent() != null && answer.getContent().size() > 1);
    }
}
