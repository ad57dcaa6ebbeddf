package dev.infrahub.ai;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What came of a question. Whoever asked answers from the facts in any case. */
public sealed interface Reply {

    /** As answers say it: used, off, blocked or unavailable. */
    String status();

    /**
     * Words that hold against the facts.
     *
     * @param parts by the names of the prompt's; one of which nothing held is not there
     * @param dropped why sentences are not there, one for each
     * @param inputTokens sent for this answer: none where the same was answered before
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
