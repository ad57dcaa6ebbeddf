package dev.infrahub.quantumapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request.
 *
 * @param path below the API's base, with {@code {}} where a variable goes: the name under which it is measured
 * @param body JSON; empty for none
 * @param repeatable whether sending it twice does no more than sending it once
 */
record Call(
        HttpMethod method,
        String path,
        List<Object> variables,
        byte[] body,
        @Nullable String idempotencyKey,
        boolean repeatable) {

    private static final JsonMapper JSON = JsonMapper.shared();

    static Call get(String path, Object... variables) {
        return new Call(HttpMethod.GET, path, List.of(variables), new byte[0], null, true);
    }

    static Call post(String path, Map<String, ?> body, Object... variables) {
        return new Call(HttpMethod.POST, path, List.of(variables), JSON.writeValueAsBytes(body), null, false);
    }

    static Call put(String path, Map<String, ?> body, Object... variables) {
        return new Call(HttpMethod.PUT, path, List.of(variables), JSON.writeValueAsBytes(body), null, false);
    }

    /** It changes nothing there, or the same again. */
    Call harmless() {
        return new Call(method, path, variables, body, idempotencyKey, true);
    }

    /** Sent again with the same key, it is not done again. */
    Call once(@Nullable String key) {
        if (key == null) {
            return this;
        }
        if (key.isEmpty() || key.length() > 255 || !key.chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new IllegalArgumentException("An idempotency key is 1 to 255 characters of printable ASCII");
        }
        return new Call(method, path, variables, body, key, true);
    }

    /** For logs: nothing in it comes from a caller. */
    String name() {
        return method + " " + path.replaceFirst("\\?.*", "");
    }
}
