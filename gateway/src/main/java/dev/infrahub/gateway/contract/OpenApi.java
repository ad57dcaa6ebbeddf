package dev.infrahub.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infrahub.gateway.access.Caller;
import dev.infrahub.gateway.access.Needs;
import dev.infrahub.gateway.access.Permission;
import dev.infrahub.gateway.access.Signed;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asking;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.terraform.PlanMembers;
import dev.infrahub.gateway.terraform.PlanRequests;
import dev.infrahub.gateway.views.Listing;
import dev.infrahub.gateway.views.Lists;
import dev.infrahub.gateway.views.Lists.By;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;

/** What /openapi.json says of an endpoint, made of the annotations that make it work and of its {@link Words}. */
public final class OpenApi implements OperationCustomizer, OpenApiCustomizer {

    static final String JSON = "application/json";

    /** A member of the JSON object alone: it names a plan, and so does not stand beside one. */
    static final String INSTEAD_OF_A_PLAN = "planId";

    private static final BigDecimal MOST_LISTED = BigDecimal.valueOf(1000);

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Asking.class, Caller.class, Listing.class);
    }

    private final AnswerContract answers;

    public OpenApi(Answers answers) {
        this.answers = new AnswerContract(answers);
    }

    /** What all endpoints share; what springdoc found by itself are types of ours, which are not the contract. */
    @Override
    public void customise(OpenAPI document) {
        Components components = document.getComponents();
        components.setSchemas(null);
        Problems.describe(components);
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod endpoint) {
        String name = Words.name(endpoint);
        JsonNode words = Words.resource(name);
        operation
                .operationId(name)
                .summary(words.path("summary").asText())
                .description(Stream.of(words.path("description").asText(""), needs(endpoint))
                        .filter(text -> !text.isEmpty())
                        .collect(Collectors.joining("\n\n")));
        operation.setRequestBody(body(endpoint, words.path("request")));
        lists(operation, endpoint.getMethodAnnotation(Lists.class));
        if (endpoint.hasMethodAnnotation(Asks.class)) {
            operation.addParametersItem(header("Prefer"));
            operation.addParametersItem(header("Idempotency-Key"));
        }
        if (endpoint.hasMethodAnnotation(TakesPlan.class)) {
            beside(membersOf(endpoint), "Where the body is the plan itself:").forEach(operation::addParametersItem);
        }
        Takes takes = endpoint.getMethodAnnotation(Takes.class);
        if (takes != null) {
            beside(takes.beside(), "Where the body is " + takes.or() + ":").forEach(operation::addParametersItem);
        }
        parameters(operation).forEach(parameter -> explain(parameter, endpoint, words.path("parameters")));
        if (endpoint.hasMethodAnnotation(Signed.class)) {
            operation.setSecurity(List.of());
        }
        operation.setResponses(answers.of(endpoint, words));
        Problems.mayAnswer(operation, endpoint);
        return operation;
    }

    private static String needs(HandlerMethod endpoint) {
        Signed signed = endpoint.getMethodAnnotation(Signed.class);
        if (signed != null) {
            return "Needs: no credential, but a good signature in " + signed.value() + ".";
        }
        Needs needs = endpoint.getMethodAnnotation(Needs.class);
        return needs == null || needs.value().length == 0
                ? "Needs: any good credential."
                : "Needs: "
                        + Arrays.stream(needs.value()).map(Permission::scope).collect(Collectors.joining(", ")) + ".";
    }

    private static List<Parameter> parameters(Operation operation) {
        return operation.getParameters() == null ? List.of() : operation.getParameters();
    }

    private static void explain(Parameter parameter, HandlerMethod endpoint, JsonNode own) {
        String meaning = own.path(parameter.getName()).asText(Words.of(endpoint.getBeanType(), parameter.getName()));
        parameter.description(
                parameter.getDescription() == null ? meaning : parameter.getDescription() + " " + meaning);
        if (parameter.getName().equals("limit")) {
            parameter.schema(new IntegerSchema().minimum(BigDecimal.ONE).maximum(MOST_LISTED));
        }
    }

    private static void lists(Operation operation, @Nullable Lists lists) {
        if (lists == null) {
            return;
        }
        for (By by : lists.by()) {
            if (parameters(operation).stream().anyMatch(known -> known.getName().equals(by.value()))) {
                continue;
            }
            StringSchema schema = new StringSchema();
            if (by.oneOf().length > 0) {
                schema.setEnum(List.of(by.oneOf()));
            }
            operation.addParametersItem(query(by.value(), schema).description("Only those of this:"));
        }
        operation.addParametersItem(query("before", new StringSchema().format("date-time")));
        operation.addParametersItem(query("cursor", new StringSchema()));
        operation.addParametersItem(query("limit", new IntegerSchema()));
    }

    private static Parameter query(String name, Schema<?> schema) {
        return new QueryParameter().name(name).schema(schema);
    }

    private static Parameter header(String name) {
        return new HeaderParameter().name(name).schema(new StringSchema());
    }

    private static Class<? extends Record> membersOf(HandlerMethod endpoint) {
        return Objects.requireNonNull(endpoint.getMethodAnnotation(TakesPlan.class))
                .value();
    }

    private static Stream<Parameter> beside(Class<? extends Record> record, String when) {
        Schema<?> members = RecordSchema.ofRequest(record);
        if (members.getProperties() == null) {
            return Stream.empty();
        }
        return members.getProperties().keySet().stream()
                .filter(name -> !name.equals(INSTEAD_OF_A_PLAN))
                .map(name -> query(
                                name,
                                Objects.requireNonNull(members.getProperties().get(name))
                                        .description(null))
                        .description(when));
    }

    private static @Nullable RequestBody body(HandlerMethod endpoint, JsonNode example) {
        if (endpoint.hasMethodAnnotation(TakesPlan.class)) {
            return new RequestBody().required(true).content(plan(membersOf(endpoint), example));
        }
        if (endpoint.hasMethodAnnotation(Signed.class)) {
            return body(new ObjectSchema(), true, example);
        }
        Takes takes = endpoint.getMethodAnnotation(Takes.class);
        if (takes != null) {
            RequestBody body = body(schema(takes), true, example);
            if (!takes.or().isEmpty()) {
                body.getContent().addMediaType(takes.or(), new MediaType().schema(new StringSchema().format("binary")));
            }
            return body;
        }
        return Arrays.stream(endpoint.getMethodParameters())
                .flatMap(parameter -> body(parameter, example).stream())
                .findFirst()
                .orElse(null);
    }

    private static Optional<RequestBody> body(MethodParameter parameter, JsonNode example) {
        return Optional.ofNullable(
                        parameter.getParameterAnnotation(org.springframework.web.bind.annotation.RequestBody.class))
                .map(body -> body(RecordSchema.ofRequest(parameter.getParameterType()), body.required(), example));
    }

    private static RequestBody body(Schema<?> schema, boolean isRequired, JsonNode example) {
        Content content =
                new Content().addMediaType(JSON, new MediaType().schema(schema).example(example));
        return new RequestBody().required(isRequired).content(content);
    }

    private static Schema<?> schema(Takes takes) {
        Schema<?> schema = RecordSchema.ofRequest(takes.value());
        return takes.document().isEmpty()
                ? schema
                : schema.addProperty(
                                takes.document(),
                                new StringSchema().description(Words.of(takes.value(), takes.document())))
                        .addRequiredItem(takes.document());
    }

    private static Content plan(Class<? extends Record> record, JsonNode example) {
        Schema<?> itself =
                new ObjectSchema().description("What 'terraform show -json' or 'tofu show -json' prints, as it is.");
        Schema<?> object = RecordSchema.ofRequest(record)
                .addProperty("plan", new ObjectSchema().description(Words.of(PlanMembers.class, "plan")))
                .addProperty("planOutput", new StringSchema().description(Words.of(PlanMembers.class, "planOutput")));
        return new Content()
                .addMediaType(JSON, new MediaType().schema(object).example(example))
                .addMediaType(
                        PlanRequests.PLAN_MEDIA_TYPE,
                        new MediaType().schema(itself).example(example.path("plan")));
    }
}
