package dev.infrahub.events;

import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Signs events when they are committed, where it counts who says them: who takes over database or broker later finds
 * signed ones and makes no new ones.
 */
public final class EventSigner {

    static final String SIGNATURE = "event-signature";
    static final String KEY = "event-signature-key";

    private final SigningKey key;

    public EventSigner(SigningKey key) {
        this.key = key;
    }

    /**
     * The headers that make others believe the event.
     *
     * @param headers of the event, its CloudEvents id and time among them
     */
    public Map<String, String> sign(
            String topic, @Nullable String recordKey, Map<String, String> headers, byte @Nullable [] value) {
        byte[] text = SignedText.of(topic, recordKey, name -> utf8(headers.get(name)), value)
                .bytes();
        return Map.of(SIGNATURE, Base64.getEncoder().encodeToString(key.sign(text)), KEY, key.id());
    }

    private static byte @Nullable [] utf8(@Nullable String text) {
        return text == null ? null : SignedText.utf8(text);
    }
}
