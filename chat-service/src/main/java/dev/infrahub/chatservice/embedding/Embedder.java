package dev.infrahub.chatservice.embedding;

import java.util.List;
import java.util.Optional;

/** What makes vectors of texts: of length 1, and those of similar texts point the same way. */
public sealed interface Embedder permits InProcess, ByProvider {

    /** Its name. Vectors of different models say nothing about each other. */
    String model();

    /** What their distances mean; empty where nobody knows, and vectors put in order what words find. */
    Optional<Nearness> nearness();

    /** Whether a policy lets them be made; it is not counted as a use to ask. Blocks. */
    boolean isAllowed(Account account);

    /**
     * A vector each, in their order; empty where there can be none now. Blocks.
     *
     * @param account for whom they are made, and what of
     */
    Optional<List<float[]>> embed(Account account, List<String> texts);
}
