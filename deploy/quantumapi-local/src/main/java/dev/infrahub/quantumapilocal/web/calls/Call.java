package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.http.Parameters;
import dev.infrahub.http.Problem;
import dev.infrahub.quantumapilocal.store.Page;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;

/**
 * One request, with its whole body.
 *
 * @param <T> what its body is; {@code Call<?>} takes none
 * @param path under {@code /api/v1}
 * @param credential from X-Api-Key or Authorization
 * @param client where the connection comes from; no header is trusted about that
 * @param requestId from X-Request-Id, or given to it
 * @param body as it came, not yet read
 */
public record Call<T extends Record>(
        Class<T> type,
        String method,
        String path,
        Map<String, String> pathVariables,
        MultiValueMap<String, String> query,
        Optional<String> credential,
        Optional<String> idempotencyKey,
        Optional<InetAddress> client,
        String requestId,
        byte[] body) {

    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 500;

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.getFirst(name)).filter(value -> !value.isEmpty());
    }

    /** @param read by one of {@link Parameters}, from name and text */
    public <V> Optional<V> parameter(String name, BiFunction<String, String, V> read) {
        return parameter(name).map(text -> read.apply(name, text));
    }

    /** A whole number in a range, or the default. */
    public long numberParameter(String name, long least, long most, long byDefault) {
        return parameter(name)
                .map(text -> Parameters.number(name, text, least, most))
                .orElse(byDefault);
    }

    /** {@code limit} and {@code offset}. */
    public Page.Window window() {
        return new Page.Window(limit(), (int) numberParameter("offset", 0, Integer.MAX_VALUE, 0));
    }

    public int limit() {
        return (int) numberParameter("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
    }

    /** The comma-separated {@code include}, each of them one of {@code known}. */
    public Set<String> include(Set<String> known) {
        Set<String> included = query.getOrDefault("include", List.of()).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
        if (!known.containsAll(included)) {
            throw Problem.invalid("include", "takes " + known.stream().sorted().collect(Collectors.joining(", ")));
        }
        return included;
    }
}
