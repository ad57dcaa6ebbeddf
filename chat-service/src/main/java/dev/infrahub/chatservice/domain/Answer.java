package dev.infrahub.chatservice.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is answered.
 *
 * @param text Markdown; [1] stands for the first of the sources
 * @param found whether anything that was heard supports it
 * @param facts what the text says, a line each with the numbers of its sources: none where nothing was found
 * @param limits what could not be told, and why
 */
public record Answer(
        Optional<Question> question,
        String text,
        boolean found,
        List<String> facts,
        List<Source> sources,
        List<String> limits) {

    /** More facts than these are not looked at for one answer: it says so where it counts them. */
    public static final int MOST_FACTS = 1000;

    public Answer {
        facts = List.copyOf(facts);
        sources = List.copyOf(sources);
        limits = List.copyOf(limits);
    }

    /** The same with what else could not be told. */
    public Answer limited(List<String> more) {
        return new Answer(
                question,
                text,
                found,
                facts,
                sources,
                Stream.concat(limits.stream(), more.stream()).toList());
    }
}
