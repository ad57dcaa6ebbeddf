package dev.infrahub.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Texts that vectors are to be made of.
 *
 * @param client for whom
 * @param team that asks; null where nobody told
 * @param entityRef what they are about; null where that is not one thing
 */
public record Texts(
        String client, @Nullable String team, @Nullable String entityRef, List<String> texts) {

    public Texts {
        texts = List.copyOf(texts);
    }
}
