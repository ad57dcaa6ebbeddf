package dev.infrahub.quantumapilocal.web.calls;

import dev.infrahub.quantumapilocal.store.Page;
import dev.infrahub.quantumapilocal.web.problems.Problem;
import java.net.InetAddress;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.util.MultiValueMap;
import tools.jackson.databind.json.JsonMapper;

/**
 * One request, with its whole body.
 *
 * @param path under {@code /api/v1}
 * @param credential from X-Api-Key or Authorization
 * @param client where the connection comes from; no header is trusted about that
 * @param requestId from X-Request-Id, or given to it
 */
public record Call(
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

    /** The body's members. */
    public Fields fields(JsonMapper json) {
        return Fields.read(json, body);
    }

    /** The id in the path; one that is no UUID is not found, like any other that is not there. */
    public UUID id(String what) {
        return uuid(pathVariables.getOrDefault("id", "")).orElseThrow(() -> Problem.notFound(what));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(query.getFirst(name)).filter(value -> !value.isEmpty());
    }

    public Optional<UUID> uuidParameter(String name) {
        return parameter(name).map(text -> uuid(text).orElseThrow(() -> Problem.invalid(name, "is not a UUID")));
    }

    public Optional<Instant> instantParameter(String name) {
        return parameter(name).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException e) {
                throw Problem.invalid(name, "is not a time like 2026-01-31T12:00:00Z");
            }
        });
    }

    /** A whole number in a range, or the default. */
    public long numberParameter(String name, long least, long most, long byDefault) {
        return parameter(name)
                .map(text -> {
                    if (!text.matches("\\d{1,18}") || Long.parseLong(text) < least || Long.parseLong(text) > most) {
                        throw Problem.invalid(name, "is not a whole number from " + least + " to " + most);
                    }
                    return Long.parseLong(text);
                })
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

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equalsIgnoreCase(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
