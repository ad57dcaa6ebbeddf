package dev.infrahub.ai;

import java.util.List;
import java.util.Optional;

/** The provider is not asked for vectors. */
record NoEmbeddingModel() implements EmbeddingModel {

    @Override
    public boolean isOn() {
        return false;
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public boolean isAllowed(Texts texts) {
        return false;
    }

    @Override
    public Optional<List<float[]>> embed(Texts texts) {
        return Optional.empty();
    }
}
