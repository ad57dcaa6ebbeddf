package dev.infrahub.gateway.contract;

import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.terraform.PlanMembers;
import dev.infrahub.gateway.terraform.PlanRequests;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import dev.infrahub.http.constraints.OneOf;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.customizers.PropertyCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.method.HandlerMethod;

/** What /openapi.json says of an endpoint, made of the annotations that make it work. */
public final class OpenApi implements OperationCustomizer, PropertyCustomizer {

    private static final String JSON = "application/json";

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Asking.class, Caller.class, Listing.class);
    }

    private final Answers answers;

    public OpenApi(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        needs(operation, method.getMethodAnnotation(Needs.class));
        asks(operation, method.getMethodAnnotation(Asks.class));
        lists(operation, method.getMethodAnnotation(Lists.class));
        Shows shows = method.getMethodAnnotation(Shows.class);
        if (shows != null) {
            answer(operation, Shape.of(shows.value()).schema());
        }
        Takes takes = method.getMethodAnnotation(Takes.class);
        if (takes != null) {
            operation.requestBody(body(new Content().addMediaType(JSON, media(schemaOf(takes.value())))));
        }
        if (method.hasMethodAnnotation(TakesPlan.class)) {
            operation.requestBody(body(plan()));
        }
        return operation;
    }

    private static void needs(Operation operation, @Nullable Needs needs) {
        String permission = needs == null || needs.value().length == 0
                ? "any good credential"
                : Arrays.stream(needs.value()).map(Permission::scope).collect(Collectors.joining(", "));
        String told = operation.getDescription() == null ? "" : operation.getDescription() + "\n\n";
        operation.description(told + "Needs: " + permission + ".");
    }

    private void asks(Operation operation, @Nullable Asks asks) {
        if (asks == null) {
            return;
        }
        Content forms = answer(operation, answers.shape(asks.value()).schema());
        for (String other : asks.alsoAs()) {
            forms.addMediaType(other, media(new StringSchema()));
        }
        response(
                operation,
                "202",
                "Accepted: the answer will be at Location. On Prefer: respond-async, or when the wait" + " runs out.");
        Stream.of(
                        header("Prefer", "respond-async, or wait=N: seconds to wait for the answer (RFC 7240)"),
                        header("Idempotency-Key", "A repeat under the same key gets the first request's answer"))
                .forEach(operation::addParametersItem);
        problems(operation);
    }

    private static void problems(Operation operation) {
        response(operation, "400", "Unreadable");
        response(operation, "404", "There is no such thing, or none of the caller's clients");
        response(operation, "409", "Not as things stand");
        response(operation, "422", "Readable and unusable; field names the member");
        response(operation, "503", "A dependency is away; come back after Retry-After");
    }

    private static void lists(Operation operation, @Nullable Lists lists) {
        if (lists == null) {
            return;
        }
        for (By by : lists.by()) {
            StringSchema schema = new StringSchema();
            if (by.oneOf().length > 0) {
                schema.setEnum(List.of(by.oneOf()));
            }
            operation.addParametersItem(query(by.value(), "Only those with this", schema));
        }
        operation.addParametersItem(
                query("before", "Only those of an earlier time", new StringSchema().format("date-time")));
        operation.addParametersItem(query("cursor", "Of the Link header of the page before", new StringSchema()));
        operation.addParametersItem(query("limit", "1 to 1000; 100 where nothing is said", new StringSchema()));
        answer(operation, new ArraySchema().items(new ObjectSchema()));
        response(operation, "400", "A parameter is not what it takes; field names it");
    }

    private static Parameter query(String name, String description, Schema<?> schema) {
        return new QueryParameter().name(name).description(description).schema(schema);
    }

    private static Parameter header(String name, String description) {
        return new HeaderParameter().name(name).description(description).schema(new StringSchema());
    }

    private static Content answer(Operation operation, Schema<?> schema) {
        String told = schema.getDescription() == null ? "The newest first" : schema.getDescription();
        Content content = new Content().addMediaType(JSON, media(schema));
        responses(operation)
                .addApiResponse("200", new ApiResponse().description(told).content(content));
        return content;
    }

    private static void response(Operation operation, String status, String description) {
        responses(operation).addApiResponse(status, new ApiResponse().description(description));
    }

    private static ApiResponses responses(Operation operation) {
        if (operation.getResponses() == null) {
            operation.setResponses(new ApiResponses());
        }
        return operation.getResponses();
    }

    private static RequestBody body(Content content) {
        return new RequestBody().required(true).content(content);
    }

    private static Content plan() {
        return new Content()
                .addMediaType(JSON, media(schemaOf(PlanMembers.class)))
                .addMediaType(
                        PlanRequests.PLAN_MEDIA_TYPE,
                        media(new ObjectSchema()
                                .description(
                                        "The output of 'terraform show -json' as it is; module, client and the rest"
                                                + " are query parameters then.")));
    }

    private static MediaType media(Schema<?> schema) {
        return new MediaType().schema(schema);
    }

    private static Schema<?> schemaOf(Class<?> type) {
        ResolvedSchema resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(false));
        return resolved.schema;
    }

    /** The words that {@link OneOf} allows. */
    @Override
    @SuppressWarnings("rawtypes") // springdoc's own signature
    public Schema<?> customize(Schema property, AnnotatedType type) {
        Annotation[] annotations = type.getCtxAnnotations();
        if (annotations != null && property instanceof StringSchema words) {
            Arrays.stream(annotations)
                    .filter(OneOf.class::isInstance)
                    .map(OneOf.class::cast)
                    .forEach(constraint -> words.setEnum(List.of(constraint.value())));
        }
        return property;
    }
}
