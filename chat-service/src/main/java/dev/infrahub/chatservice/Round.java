package dev.infrahub.chatservice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A way through all that is to be done, in the order of keys. It goes on behind what cannot be done, so that nothing of that keeps
 * the rest; after many failures in a row it pauses there.
 */
final class Round<K> {

    /** More in a row are no single key's fault. */
    private static final int MOST_FAILURES = 5;

    private @Nullable K behind;
    private int failures;

    /** Behind what it has come; empty at its beginning. */
    Optional<K> behind() {
        return Optional.ofNullable(behind);
    }

    void succeeded() {
        failures = 0;
    }

    /** Nothing is tried of that key in this round. */
    void leave(K key) {
        behind = key;
    }

    /** @return whether to go on at once */
    boolean failed(K key) {
        behind = key;
        failures = failures == MOST_FAILURES - 1 ? 0 : failures + 1;
        return failures > 0;
    }

    /** The next one begins with the first key. */
    void end() {
        behind = null;
        failures = 0;
    }
}
