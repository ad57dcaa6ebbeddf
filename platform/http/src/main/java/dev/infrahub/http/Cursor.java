package dev.infrahub.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/**
 * A place in a list that is sorted by time and id, the newest first; the next page begins behind it. To callers it is a text
 * without meaning, in base64url.
 */
public record Cursor(Instant at, String id) {

    private static final String SEPARATOR = " ";

    /** @throws Problem 400 for what no page was answered with */
    public static Cursor of(String text) {
        try {
            String[] parts =
                    new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 2);
            return Optional.of(new Cursor(Parameters.instant(parts[0]).orElseThrow(), parts[1]))
                    .filter(cursor -> cursor.id().chars().noneMatch(Character::isISOControl))
                    .orElseThrow();
        } catch (RuntimeException notOurs) {
            throw unknown();
        }
    }

    private static Problem unknown() {
        return Problem.parameter("cursor", "what the page before named in its Link header");
    }

    /**
     * The id in a list whose ids are UUIDs.
     *
     * @throws Problem 400 for the cursor of another list
     */
    public UUID uuid() {
        return Parameters.uuid(id).orElseThrow(Cursor::unknown);
    }

    /** Where a list that a caller reads begins: nothing for its start. */
    public static Optional<Cursor> ofOptional(Optional<String> text) {
        return text.filter(value -> !value.isBlank()).map(Cursor::of);
    }

    public String text() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString((at + SEPARATOR + id).getBytes(StandardCharsets.UTF_8));
    }
}
