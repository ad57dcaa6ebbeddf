package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Problem;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import org.springframework.web.reactive.BindingContext;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.result.method.HandlerMethodArgumentResolver;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Makes a {@link Call} of each request, reading no more of its body than is allowed. */
public final class CallResolver implements HandlerMethodArgumentResolver {

    private static final String API_KEY = "X-Api-Key";
    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
    private static final String REQUEST_ID = "X-Request-Id";
    private static final String BEARER = "Bearer ";
    private static final Pattern PLAIN_ID = Pattern.compile("[A-Za-z0-9._:/-]{1,128}");
    private static final int MAX_IDEMPOTENCY_KEY = 255;

    private final DataSize maxBody;

    public CallResolver(DataSize maxBody) {
        this.maxBody = maxBody;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Call.class;
    }

    @Override
    public Mono<Object> resolveArgument(
            MethodParameter parameter, BindingContext bindingContext, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        String requestId = requestId(request.getHeaders());
        exchange.getResponse().getHeaders().set(REQUEST_ID, requestId);
        checkContentType(request.getHeaders());
        Map<String, String> pathVariables =
                exchange.getAttributeOrDefault(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE, Map.of());
        return body(request)
                .map(body -> new Call<>(
                        bodyType(parameter),
                        request.getMethod().name(),
                        request.getPath().value().substring(Calls.BASE.length()),
                        pathVariables,
                        request.getQueryParams(),
                        credential(request.getHeaders()),
                        idempotencyKey(request.getHeaders()),
                        Optional.ofNullable(request.getRemoteAddress()).map(InetSocketAddress::getAddress),
                        requestId,
                        body));
    }

    /** What the method declares its {@link Call} to be of. */
    public static Class<? extends Record> bodyType(MethodParameter parameter) {
        Class<?> type =
                ResolvableType.forMethodParameter(parameter).getGeneric().toClass();
        return type.isRecord() ? type.asSubclass(Record.class) : NoBody.class;
    }

    /** Of a call that takes none. */
    public record NoBody() {}

    private Mono<byte[]> body(ServerHttpRequest request) {
        long limit = maxBody.toBytes();
        if (request.getHeaders().getContentLength() > limit) {
            return Mono.error(this::tooLarge);
        }
        return DataBufferUtils.join(request.getBody(), (int) limit)
                .map(CallResolver::bytes)
                .onErrorMap(DataBufferLimitException.class, _ -> tooLarge())
                .defaultIfEmpty(new byte[0]);
    }

    private Problem tooLarge() {
        return Problem.of(
                413, "body.too_large", "The body is larger than the " + maxBody.toKilobytes() + " KiB taken here.");
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
    }

    private static void checkContentType(HttpHeaders headers) {
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_JSON_VALUE)) {
            throw Problem.of(415, "content_type.unsupported", "Send Content-Type: application/json.")
                    .field(HttpHeaders.CONTENT_TYPE);
        }
    }

    private static Optional<String> credential(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(API_KEY))
                .or(() -> Optional.ofNullable(headers.getFirst(HttpHeaders.AUTHORIZATION))
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length())))
                .map(String::strip)
                .filter(credential -> !credential.isEmpty());
    }

    private static Optional<String> idempotencyKey(HttpHeaders headers) {
        Optional<String> key = Optional.ofNullable(headers.getFirst(IDEMPOTENCY_KEY));
        if (key.filter(value -> value.isBlank() || value.length() > MAX_IDEMPOTENCY_KEY)
                .isPresent()) {
            throw Problem.invalid(IDEMPOTENCY_KEY, "has 1 to " + MAX_IDEMPOTENCY_KEY + " characters");
        }
        return key;
    }

    private static String requestId(HttpHeaders headers) {
        return Optional.ofNullable(headers.getFirst(REQUEST_ID))
                .filter(id -> PLAIN_ID.matcher(id).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
    }
}
