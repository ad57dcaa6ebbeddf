package dev.infrahub.chatservice.embedding;

import org.jspecify.annotations.Nullable;

/**
 * For whom vectors are made.
 *
 * @param team that asks; null where nobody told
 * @param entityRef what the texts are about; null where that is not one thing
 */
public record Account(
        String client, @Nullable String team, @Nullable String entityRef) {}
