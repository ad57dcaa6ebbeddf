package dev.infrahub.gateway.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.infrahub.gateway.access.Signed;
import dev.infrahub.gateway.facts.Shape;
import dev.infrahub.gateway.facts.Shows;
import dev.infrahub.gateway.operations.Answers;
import dev.infrahub.gateway.operations.Asks;
import dev.infrahub.gateway.views.Lists;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.springframework.beans.BeanUtils;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.method.HandlerMethod;

/** What OpenAPI says of the answers that are none of {@link Problems}: their status, their schema, an example. */
record AnswerContract(Answers answers) {

    /** Of a request that is not answered yet. */
    private record Accepted(String operationId, String status, String location) {}

    ApiResponses of(HandlerMethod endpoint, JsonNode words) {
        ResponseStatus said = endpoint.getMethodAnnotation(ResponseStatus.class);
        HttpStatus status = said == null ? HttpStatus.OK : said.value();
        ApiResponse answer = new ApiResponse().description(status.getReasonPhrase());
        if (status != HttpStatus.NO_CONTENT) {
            answer.content(content(endpoint, words));
        }
        if (endpoint.hasMethodAnnotation(Lists.class)) {
            answer.addHeaderObject("Link", header("Where there are more: where the next page is, with rel=\"next\"."));
        }
        ApiResponses all = new ApiResponses().addApiResponse(Integer.toString(status.value()), answer);
        if (endpoint.hasMethodAnnotation(Signed.class)) {
            all.addApiResponse("202", new ApiResponse().description("Accepted").content(answer.getContent()));
        }
        return endpoint.hasMethodAnnotation(Asks.class) ? all.addApiResponse("202", accepted()) : all;
    }

    private static ApiResponse accepted() {
        return new ApiResponse()
                .description("Accepted: not answered yet, on Prefer: respond-async, or when the wait runs out.")
                .addHeaderObject("Location", header("Where the answer will be."))
                .addHeaderObject("Retry-After", header("Seconds until it is worth looking there."))
                .content(new Content()
                        .addMediaType(
                                OpenApi.JSON,
                                new MediaType()
                                        .schema(RecordSchema.ofAnswer(Accepted.class))
                                        .example(Words.resource("accepted"))));
    }

    private static Header header(String description) {
        return new Header().description(description).schema(new StringSchema());
    }

    private Content content(HandlerMethod endpoint, JsonNode words) {
        Content content = new Content();
        schema(endpoint)
                .ifPresent(schema -> content.addMediaType(
                        OpenApi.JSON, new MediaType().schema(schema).example(words.path("answer"))));
        for (Map.Entry<String, JsonNode> other : words.path("answerAs").properties()) {
            content.addMediaType(other.getKey(), otherForm(other.getValue()));
        }
        return content;
    }

    /** Bytes that are no text have no example. */
    private static MediaType otherForm(JsonNode example) {
        return example.isNull()
                ? new MediaType().schema(new StringSchema().format("binary"))
                : new MediaType().schema(new StringSchema()).example(example);
    }

    private Optional<Schema<?>> schema(HandlerMethod endpoint) {
        Shows shows = endpoint.getMethodAnnotation(Shows.class);
        Asks asks = endpoint.getMethodAnnotation(Asks.class);
        ResolvableType declared = ResolvableType.forMethodParameter(endpoint.getReturnType());
        ResolvableType body = declared.resolve() == ResponseEntity.class ? declared.getGeneric(0) : declared;
        boolean isList = endpoint.hasMethodAnnotation(Lists.class)
                || (shows != null && shows.isList())
                || body.resolve() == List.class;
        ResolvableType item = body.resolve() == List.class ? body.getGeneric(0) : body;
        Optional<Schema<?>> schema;
        if (shows != null) {
            schema = Optional.of(shown(shows.value()));
        } else if (asks != null) {
            schema = Optional.of(answers.shape(asks.value()).schema());
        } else {
            schema = Optional.ofNullable(item.resolve()).filter(Class::isRecord).map(RecordSchema::ofAnswer);
        }
        return isList ? schema.map(of -> new ArraySchema().items(of)) : schema;
    }

    private Schema<?> shown(Class<?> what) {
        if (SpecificRecord.class.isAssignableFrom(what)) {
            return Shape.of(what.asSubclass(SpecificRecord.class)).schema();
        }
        return what.isRecord()
                ? RecordSchema.ofAnswer(what)
                : BeanUtils.instantiateClass(what.asSubclass(Shown.class)).schema(answers);
    }
}
