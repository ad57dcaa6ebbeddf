package dev.infrahub.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Facts that a model is to put into words.
 *
 * @param client for whom: nothing of another's is ever part of an answer
 * @param team that asks; null where nobody told
 * @param entityRef what the facts are about, for the account
 * @param facts in the hub's words, a line each, the most telling first
 * @param quotes lines of others, which nothing may be claimed by
 * @param claims what words about them may say
 */
public record Question(
        Prompt prompt,
        String client,
        @Nullable String team,
        @Nullable String entityRef,
        List<String> facts,
        List<String> quotes,
        Claims claims) {

    public Question {
        facts = List.copyOf(facts);
        quotes = List.copyOf(quotes);
    }
}
