package dev.infrahub.ai;

import dev.langchain4j.model.output.TokenUsage;
import org.jspecify.annotations.Nullable;

/** What was sent and received, as the provider counts it. */
record Tokens(int input, int output) {

    static final Tokens NONE = new Tokens(0, 0);

    static Tokens of(@Nullable TokenUsage usage) {
        return usage == null ? NONE : new Tokens(count(usage.inputTokenCount()), count(usage.outputTokenCount()));
    }

    private static int count(@Nullable Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }

    Tokens and(Tokens more) {
        return new Tokens(sum(input, more.input), sum(output, more.output));
    }

    /** A provider counts as it likes: never fewer than there were. */
    private static int sum(int some, int more) {
        return Math.clamp((long) some + more, 0, Integer.MAX_VALUE);
    }
}
