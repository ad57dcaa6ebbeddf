package dev.infrahub.quantumapi;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.infrahub.faults.Fault;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.invoker.HttpExchangeAdapterDecorator;
import org.springframework.web.service.invoker.HttpRequestValues;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** A call of {@link Endpoints}: written as JSON, sent with patience, judged, read. */
final class Exchange extends HttpExchangeAdapterDecorator {

    private static final String REPEATABLE = "repeatable";

    /** Nothing is guessed: no number is a text's, no absent value is null. */
    private static final JsonMapper JSON = JsonMapper.builder()
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .changeDefaultNullHandling(_ -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL))
            .build();

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
                .httpRequestValuesProcessor((method, _, _, call) ->
                        call.addAttribute(REPEATABLE, method.isAnnotationPresent(Endpoints.Idempotent.class)))
                .build()
                .createClient(Endpoints.class);
    }

    /** Written here, because Spring logs every other body than bytes. */
    private static boolean writeBody(
            @Nullable Object body, MethodParameter parameter, HttpRequestValues.Builder call) {
        if (!parameter.hasParameterAnnotation(RequestBody.class)) {
            return false;
        }
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
        } catch (DatabindException e) {
            throw Judge.invalidAnswer(e.getPath().isEmpty() ? "body" : e.getPathReference());
        } catch (JacksonException e) {
            throw Judge.invalidAnswer("body");
        }
    }

    private byte[] answer(HttpRequestValues call) {
        if (!configured) {
            throw new Fault.Unavailable(Judge.UNAVAILABLE, "No key for QuantumAPI is configured.");
        }
        String path = String.valueOf(call.getUriTemplate()).replaceFirst("\\?.*", "");
        boolean repeatable = isRepeatable(call);
        return judge.body(
                call.getHttpMethod() + " " + path,
                // what it says of itself is asked around the circuit
                () -> path.equals(Endpoints.HEALTH)
                        ? wire.send(call)
                        : patience.send(repeatable, () -> wire.send(call)));
    }

    /** Sent again with the same idempotency key, it is not done again. */
    private static boolean isRepeatable(HttpRequestValues call) {
        String key = call.getHeaders().getFirst(Endpoints.IDEMPOTENCY_KEY);
        if (key != null && !key.matches("[!-~]{1,255}")) {
            throw new IllegalArgumentException("An idempotency key is 1 to 255 characters of printable ASCII");
        }
        return key != null
                || HttpMethod.GET.equals(call.getHttpMethod())
                || Boolean.TRUE.equals(call.getAttributes().get(REPEATABLE));
    }
}
