package dev.infrahub.gateway.views;

import dev.infrahub.http.Cursor;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which views a list shows; the newest first.
 *
 * @param like what the brief holds, among other things
 * @param before only those of an earlier time
 * @param cursor only those behind it
 */
public record Query(Like like, Optional<Instant> before, Optional<Cursor> cursor, int limit) {

    /** Members of a brief, and what they must be. */
    public static final class Like {

        private final ObjectNode members = JsonNodeFactory.instance.objectNode();

        void and(String member, String value) {
            members.put(member, value);
        }

        /** Of one item of a list, the same for all that are said of that list. */
        void andIn(String list, String member, String value) {
            ArrayNode items = members.withArray(list);
            ObjectNode item = items.isEmpty() ? items.addObject() : (ObjectNode) items.get(0);
            item.put(member, value);
        }

        String json() {
            return members.toString();
        }
    }
}
