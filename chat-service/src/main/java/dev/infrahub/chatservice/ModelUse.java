package dev.infrahub.chatservice;

import dev.infrahub.ai.Reply;
import dev.infrahub.schemas.ChatAiUse;

/**
 * What a language model had to do with an answer, in one question or two.
 *
 * @param last what came of the last
 */
record ModelUse(Reply last, int inputTokens, int outputTokens) {

    static final ModelUse NONE = new ModelUse(new Reply.Off(), 0, 0);

    ModelUse and(Reply reply) {
        return new ModelUse(reply, inputTokens + reply.inputTokens(), outputTokens + reply.outputTokens());
    }

    /** Whether it is worth asking once more: who was not answered waits no second time. */
    boolean isWorthMore() {
        return last instanceof Reply.Off || last instanceof Reply.Used;
    }

    ChatAiUse event() {
        return new ChatAiUse(last.status(), last.provider(), last.model(), inputTokens, outputTokens, last.reason());
    }
}
