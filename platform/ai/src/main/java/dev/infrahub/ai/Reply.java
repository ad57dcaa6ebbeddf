package dev.infrahub.ai;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of a question. Whoever asked answers from the facts in any case. */
public sealed interface Reply {

    /** As answers say it: used, off, blocked or unavailable. */
    String status();

    /** Whose model it was; null where there are no words. */
    default @Nullable String provider() {
        return null;
    }

    /** Which model it was; null where there are no words. */
    default @Nullable String model() {
        return null;
    }

    /** Sent for this answer: none where the same was answered before. */
    default int inputTokens() {
        return 0;
    }

    /** Received for this answer. */
    default int outputTokens() {
        return 0;
    }

    /** The code of the reason why there are no words; null where there are some, or no model is. */
    default @Nullable String reason() {
        return null;
    }

    /** One of the parts that the prompt asks for; empty where nothing of it held. */
    default Optional<String> part(String name) {
        return Optional.empty();
    }

    /** Why sentences are not there, one for each. */
    default List<String> dropped() {
        return List.of();
    }

    /**
     * Words that hold against the facts.
     *
     * @param parts by the names of the prompt's
     */
    record Used(
            String provider,
            String model,
            Map<String, String> parts,
            List<String> dropped,
            int inputTokens,
            int outputTokens)
            implements Reply {

        public Used {
            parts = Map.copyOf(parts);
            dropped = List.copyOf(dropped);
        }

        @Override
        public Optional<String> part(String name) {
            return Optional.ofNullable(parts.get(name));
        }

        @Override
        public String status() {
            return "used";
        }
    }

    /** No model is configured. */
    record Off() implements Reply {
        @Override
        public String status() {
            return "off";
        }
    }

    /**
     * A policy says no.
     *
     * @param reason policy.disabled, policy.daily-limit or policy.budget
     */
    record Blocked(String reason) implements Reply {
        @Override
        public String status() {
            return "blocked";
        }
    }

    /**
     * There was no answer that could be used.
     *
     * @param reason such as provider.unavailable
     */
    record Unavailable(String reason) implements Reply {
        @Override
        public String status() {
            return "unavailable";
        }
    }
}
