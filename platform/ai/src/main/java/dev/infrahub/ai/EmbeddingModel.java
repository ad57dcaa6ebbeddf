package dev.infrahub.ai;

import java.util.List;
import java.util.Optional;

/** What makes vectors of texts, where the provider is to: those of similar texts point the same way. */
public sealed interface EmbeddingModel permits EmbeddingDoor, NoEmbeddingModel {

    /** What it is used for, as policies name it. */
    String ACTION = "embed";

    /** Whether there is one to ask. */
    boolean isOn();

    /** The model's name. */
    String name();

    /**
     * Whether the policies let vectors of these texts be made now. To ask is no use, and so nothing is written down: for what is made
     * without anybody asking for it. Blocks.
     */
    boolean isAllowed(Texts texts);

    /**
     * A vector of length 1 each, in their order; empty where a policy says no, or there is no answer. Blocks, for virtual threads.
     *
     * @throws RuntimeException only where Postgres is away
     */
    Optional<List<float[]>> embed(Texts texts);

    /** None: who needs vectors makes them itself. */
    static EmbeddingModel none() {
        return new NoEmbeddingModel();
    }
}
