package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.infrahub.faults.Fault;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.Base64Variants;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** A call of {@link Endpoints}: written as JSON, sent with patience, judged, read. */
final class Exchange extends HttpExchangeAdapterDecorator {

    private static final String REPEATABLE = "repeatable";
    private static final Pattern IDEMPOTENCY_KEY = Pattern.compile("[!-~]{1,255}");

    /** Nothing is guessed: what is absent, blank or of another type is no answer. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .changeDefaultPropertyInclusion(nothing -> nothing.withValueInclusion(JsonInclude.Include.NON_NULL))
            .changeDefaultNullHandling(_ -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .defaultBase64Variant(Base64Variants.MIME_NO_LINEFEEDS.withPaddingAllowed())
            .addModule(new SimpleModule().addDeserializer(String.class, new Text()))
            .build();

    /** A component that may be blank names Jackson's own deserializer. */
    private static final class Text extends StringDeserializer {

        @Override
        public String deserialize(JsonParser answer, DeserializationContext context) {
            if (!answer.hasToken(JsonToken.VALUE_STRING) || answer.getString().isBlank()) {
                return context.reportInputMismatch(this, "no text");
            }
            return answer.getString();
        }
    }

    private final boolean configured;
    private final Wire wire;
    private final Patience patience;
    private final Judge judge;

    Exchange(boolean configured, Wire wire, Patience patience, Judge judge) {
        super(wire.client());
        this.configured = configured;
        this.wire = wire;
        this.patience = patience;
        this.judge = judge;
    }

    Endpoints endpoints() {
        return HttpServiceProxyFactory.builder()
                .exchangeAdapter(this)
                .customArgumentResolver(Exchange::writeBody)
                .build()
                .createClient(Endpoints.class);
    }

    /** Written here, because Spring logs every other body than bytes. */
    private static boolean writeBody(@Nullable Object body, MethodParameter parameter, HttpRequestValues.Builder call) {
        if (!parameter.hasParameterAnnotation(RequestBody.class)) {
            return false;
        }
        call.addAttribute(REPEATABLE, parameter.hasMethodAnnotation(Endpoints.Idempotent.class));
        call.setContentType(MediaType.APPLICATION_JSON);
        call.setBodyValue(JSON.writeValueAsBytes(body));
        return true;
    }

    @Override
    public void exchange(HttpRequestValues call) {
        answer(call);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T exchangeForBody(HttpRequestValues call, ParameterizedTypeReference<T> type) {
        byte[] body = answer(call);
        return type.getType() == byte[].class ? (T) body : read(body, type);
    }

    private static <T> T read(byte[] body, ParameterizedTypeReference<T> type) {
        try {
            T read = JSON.readValue(body, JSON.constructType(type.getType()));
            if (read == null) {
                throw Judge.invalidAnswer("body");
            }
            return read;
        } catch (JacksonException e) {
            String member = e.getPath().stream()
                    .map(JacksonException.Reference::getPropertyName)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining("."));
            throw Judge.invalidAnswer(member.isEmpty() ? "body" : member);
        }
    }

    private byte[] answer(HttpRequestValues call) {
        if (!configured) {
            throw new Fault.Unavailable(Judge.UNAVAILABLE, "No key for QuantumAPI is configured.");
        }
        String path = String.valueOf(call.getUriTemplate()).replaceFirst("\\?.*", "");
        return judge.body(
                call.getHttpMethod() + " " + path,
                // what it says of itself is asked around the circuit
                () -> path.equals(Endpoints.HEALTH)
                        ? wire.send(call)
                        : patience.send(isRepeatable(call), () -> wire.send(call)));
    }

    /** Sent again with the same idempotency key, it is not done again. */
    private static boolean isRepeatable(HttpRequestValues call) {
        String key = call.getHeaders().getFirst(Endpoints.IDEMPOTENCY_KEY);
        if (key != null && !IDEMPOTENCY_KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("An idempotency key is 1 to 255 characters of printable ASCII");
        }
        return key != null
                || HttpMethod.GET.equals(call.getHttpMethod())
                || Boolean.TRUE.equals(call.getAttributes().get(REPEATABLE));
    }
}
