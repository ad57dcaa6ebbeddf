package dev.infrahub.quantumapilocal.web.contract;

import dev.infrahub.quantumapilocal.domain.Algorithm;
import dev.infrahub.quantumapilocal.domain.Cidr;
import dev.infrahub.quantumapilocal.domain.Encoding;
import dev.infrahub.quantumapilocal.domain.KeyType;
import dev.infrahub.quantumapilocal.domain.Scope;
import dev.infrahub.quantumapilocal.web.calls.Call;
import dev.infrahub.quantumapilocal.web.calls.CallResolver;
import dev.infrahub.ssh.SshAlgorithm;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverters;
import io.swagger.v3.core.converter.ResolvedSchema;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.media.UUIDSchema;
import io.swagger.v3.oas.models.parameters.PathParameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.customizers.OperationCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.web.method.HandlerMethod;

/** Makes /openapi.json of what endpoints say by {@link Described}, and of what all of them share. */
public final class Contract implements OperationCustomizer, OpenApiCustomizer {

    private static final String API_KEY = "apiKey";
    private static final String BEARER = "bearer";
    private static final String JSON = "application/json";
    private static final String FILE = "application/octet-stream";

    private final Map<String, Schema<?>> schemas = new ConcurrentHashMap<>();

    public Contract() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Call.class)
                .replaceWithSchema(Algorithm.class, words(Algorithm.values(), Algorithm::text))
                .replaceWithSchema(KeyType.class, words(KeyType.values(), KeyType::text))
                .replaceWithSchema(Encoding.class, words(Encoding.values(), Encoding::text))
                .replaceWithSchema(Scope.class, words(Scope.values(), Scope::text))
                .replaceWithSchema(SshAlgorithm.class, words(SshAlgorithm.values(), SshAlgorithm::text))
                .replaceWithSchema(Cidr.class, new StringSchema());
    }

    private static <T> Schema<String> words(T[] values, Function<T, String> text) {
        return new StringSchema()._enum(Arrays.stream(values).map(text).toList());
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        Described described = method.getMethodAnnotation(Described.class);
        if (described == null) {
            return operation;
        }
        operation.summary(described.value()).parameters(new ArrayList<>()).responses(responses(described));
        for (String name : described.query()) {
            operation.addParametersItem(new QueryParameter().name(name).schema(new StringSchema()));
        }
        Class<?> body = CallResolver.bodyType(method.getMethodParameters()[0]);
        return body == CallResolver.NoBody.class
                ? operation
                : operation.requestBody(new RequestBody().required(true).content(content(body)));
    }

    private ApiResponses responses(Described described) {
        ApiResponse answer = new ApiResponse().description(described.value());
        if (described.answers() != Void.class) {
            answer.content(content(described.answers()));
        }
        return new ApiResponses().addApiResponse(Integer.toString(described.status()), answer);
    }

    private Content content(Class<?> type) {
        if (type == byte[].class) {
            return new Content().addMediaType(FILE, new MediaType().schema(new StringSchema().format("binary")));
        }
        ResolvedSchema resolved =
                ModelConverters.getInstance(true).resolveAsResolvedSchema(new AnnotatedType(type).resolveAsRef(true));
        resolved.referencedSchemas.forEach(schemas::put);
        return new Content().addMediaType(JSON, new MediaType().schema(resolved.schema));
    }

    @Override
    public void customise(OpenAPI document) {
        document.info(new Info()
                .title("QuantumAPI, local installation")
                .version("1")
                .description("Post-quantum keys, signatures, encryption, secrets, SSH certificates and audit."));
        document.addSecurityItem(new SecurityRequirement().addList(API_KEY));
        document.addSecurityItem(new SecurityRequirement().addList(BEARER));
        Components components = document.getComponents();
        schemas.forEach(components::addSchemas);
        components.addSecuritySchemes(
                API_KEY,
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.HEADER)
                        .name("X-Api-Key"));
        components.addSecuritySchemes(
                BEARER, new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme(BEARER));
        document.getPaths().forEach((path, item) -> {
            if (path.contains("{id}")) {
                item.readOperations()
                        .forEach(operation -> operation.addParametersItem(
                                new PathParameter().name("id").required(true).schema(new UUIDSchema())));
            }
        });
    }
}
