package dev.infrahub.chatservice.domain.component;

import dev.infrahub.chatservice.domain.Inert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the files of a component show.
 *
 * @param name what it calls itself
 * @param said what its own files say that it is
 * @param kinds what it is by what its files hold
 * @param tags lower case with hyphens, in order
 * @param dependencies what it needs
 * @param endpoints method and path
 * @param limits what was not looked at, a sentence each
 */
public record ComponentFacts(
        Optional<String> name,
        Optional<String> said,
        List<String> kinds,
        List<String> tags,
        List<String> dependencies,
        List<String> endpoints,
        List<String> limits) {

    private static final int LONGEST_SAID = 600;
    private static final int LONGEST_NAME = 100;
    private static final int NAMED = 5;

    public ComponentFacts {
        kinds = List.copyOf(kinds);
        tags = List.copyOf(tags);
        dependencies = List.copyOf(dependencies);
        endpoints = List.copyOf(endpoints);
        limits = List.copyOf(limits);
    }

    /** In sentences that its files support. */
    public String description() {
        List<String> sentences = new ArrayList<>();
        said.ifPresent(
                text -> sentences.add(ended(Inert.shortened(Inert.line(text).strip(), LONGEST_SAID))));
        String facts = shown();
        if (!facts.isEmpty()) {
            sentences.add(facts);
        }
        if (sentences.isEmpty()) {
            sentences.add("Its files show neither what it is nor what it needs.");
        }
        sentences.addAll(limits);
        return String.join(" ", sentences);
    }

    private static String ended(String text) {
        return text.endsWith(".") || text.endsWith("!") || text.endsWith("?") || text.endsWith("…") ? text : text + ".";
    }

    /** What rules read from them, as a sentence; empty where that is nothing. */
    public String shown() {
        List<String> parts = new ArrayList<>();
        if (!endpoints.isEmpty()) {
            parts.add("serves " + endpoints.size() + (endpoints.size() == 1 ? " endpoint" : " endpoints"));
        }
        if (!dependencies.isEmpty()) {
            parts.add("needs " + named(dependencies));
        }
        String does = String.join(" and ", parts);
        if (kinds.isEmpty()) {
            return does.isEmpty() ? "" : named("It") + " " + does + ".";
        }
        String is = String.join(", ", kinds);
        if (name.isPresent()) {
            return named("It") + (does.isEmpty() ? " is " + is : ", " + is + ", " + does) + ".";
        }
        return Character.toUpperCase(is.charAt(0)) + is.substring(1) + (does.isEmpty() ? "." : " that " + does + ".");
    }

    private String named(String otherwise) {
        return name.map(text -> Inert.shortened(Inert.line(text).strip(), LONGEST_NAME))
                .orElse(otherwise);
    }

    private static String named(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(NAMED, names.size())));
        return names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }
}
