package dev.infrahub.gateway.views;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was heard of one thing.
 *
 * @param id tells it from all others
 * @param name what callers call it, which is its client's own; mostly the id
 * @param client whose it is; empty for what belongs to no client, which every caller sees
 * @param at by which lists are sorted
 * @param revision of two that are heard of one thing the higher one is kept, whenever they come; compared number by number
 * @param brief what lists show, and filter by
 * @param body all that is known, as JSON, where that is more
 * @param document what is served byte for byte
 */
public record View(
        ViewKind kind,
        String id,
        String name,
        Optional<String> client,
        Instant at,
        List<Long> revision,
        ObjectNode brief,
        Optional<String> body,
        Optional<byte[]> document) {

    /** Of a thing that is heard of once. */
    public static View of(ViewKind kind, String id, String client, Instant at, ObjectNode brief) {
        return new View(kind, id, id, Optional.of(client), at, List.of(0L), brief, Optional.empty(), Optional.empty());
    }

    /** Of a thing that belongs to no client. */
    public static View ofAll(ViewKind kind, String id, Instant at, ObjectNode brief) {
        return new View(kind, id, id, Optional.empty(), at, List.of(0L), brief, Optional.empty(), Optional.empty());
    }

    public View named(String other) {
        return new View(kind, id, other, client, at, revision, brief, body, document);
    }

    public View revision(Long... numbers) {
        return new View(kind, id, name, client, at, List.of(numbers), brief, body, document);
    }

    public View body(String json) {
        return new View(kind, id, name, client, at, revision, brief, Optional.of(json), document);
    }

    public View document(byte[] bytes) {
        return new View(kind, id, name, client, at, revision, brief, body, Optional.of(bytes));
    }
}
