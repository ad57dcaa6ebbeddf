package dev.infrahub.ai;

import org.jspecify.annotations.Nullable;

/**
 * What a model is used for, as policies and the account see it.
 *
 * @param action what for
 * @param version of the prompt
 * @param model which
 * @param client for whom
 * @param team that asks; null where nobody told
 * @param entityRef what about; null where that is not one thing
 */
record Purpose(
        String action,
        String version,
        String model,
        String client,
        @Nullable String team,
        @Nullable String entityRef) {

    boolean isOfVectors() {
        return EmbeddingModel.ACTION.equals(action);
    }

    static Purpose of(Question question, AiProperties properties) {
        return new Purpose(
                question.prompt().action(),
                question.prompt().version(),
                properties.chatModel(),
                question.client(),
                question.team(),
                question.entityRef());
    }

    /** Vectors of texts, which no prompt asks for. */
    static Purpose of(Texts texts, AiProperties properties) {
        return new Purpose(
                EmbeddingModel.ACTION,
                EmbeddingModel.ACTION,
                properties.embeddingModel(),
                texts.client(),
                texts.team(),
                texts.entityRef());
    }
}
