package dev.infrahub.chatservice.embedding;

import dev.infrahub.ai.EmbeddingModel;
import dev.infrahub.ai.Texts;
import java.util.List;
import java.util.Optional;

/**
 * Vectors by a model of the provider.
 *
 * @param provider to ask
 * @param nearness of its model, where whoever chose it says so
 */
public record ByProvider(EmbeddingModel provider, Optional<Nearness> nearness) implements Embedder {

    @Override
    public String model() {
        return provider.name();
    }

    @Override
    public boolean isAllowed(Account account) {
        return provider.isAllowed(texts(account, List.of()));
    }

    @Override
    public Optional<List<float[]>> embed(Account account, List<String> texts) {
        return provider.embed(texts(account, texts));
    }

    private static Texts texts(Account account, List<String> texts) {
        return new Texts(account.client(), account.team(), account.entityRef(), texts);
    }
}
