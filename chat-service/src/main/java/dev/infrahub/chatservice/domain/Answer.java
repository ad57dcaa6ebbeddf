package dev.infrahub.chatservice.domain;

import java.util.List;
import java.util.Optional;

/**
 * What is answered.
 *
 * @param text Markdown; [1] stands for the first of the sources
 * @param found whether anything that was heard supports it
 * @param limits what could not be told, and why
 */
public record Answer(
        Optional<Question> question, String text, boolean found, List<Source> sources, List<String> limits) {

    public Answer {
        sources = List.copyOf(sources);
        limits = List.copyOf(limits);
    }
}
