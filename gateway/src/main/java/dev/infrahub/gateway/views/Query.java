package dev.infrahub.gateway.views;

import dev.infrahub.http.Cursor;
import java.time.Instant;
import java.util.Map;
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

    /** The first of those that are so. */
    public static Query of(Like like, int limit) {
        return new Query(like, Optional.empty(), Optional.empty(), limit);
    }

    /** Members of a brief, and what they must be. */
    public static final class Like {

        private final ObjectNode members = JsonNodeFactory.instance.objectNode();

        public static Like of(Map<String, String> members) {
            Like like = new Like();
            members.forEach(like::and);
            return like;
        }

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
