package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why nothing is answered, and what can be asked. */
public final class Unanswered {

    private Unanswered() {}

    /** Names that the message says and the reader may know nothing of: whether they are somebody's is not told. */
    public static Answer unknown(Understood asked) {
        return Composer.missing(asked, "anything called " + Composer.names(asked.unknown()), List.of());
    }

    public static Answer future(Understood asked) {
        return Composer.missing(asked, "what is to come", List.of("The hub tells what it has heard of."));
    }

    public static Answer forbidden(Understood asked, Kind kind) {
        return Composer.missing(asked, kind.words() + " that you may read", List.of(untold(kind)));
    }

    /** Why a kind of facts is not among what is told. */
    public static String untold(Kind kind) {
        return "You may not read " + kind.words() + ": that needs " + kind.permission() + ".";
    }

    /**
     * @param module one that the reader may know, for the examples
     * @param client likewise
     */
    public static Answer help(Understood asked, Optional<String> module, Optional<String> client) {
        String opening = asked.question().filter(Question.HELP::equals).isPresent()
                ? "I answer from what the hub has heard, and from nothing else. You can ask, for example:"
                : "Not in the data: I do not understand the question, and no document that you may read answers it."
                        + " You can ask, for example:";
        String examples =
                examples(
                                module.map(Inert::code).orElse("a module"),
                                client.map(Inert::code).orElse("a client"))
                        .stream()
                        .map("- "::concat)
                        .collect(Collectors.joining("\n"));
        return new Answer(asked.question(), opening + "\n\n" + examples, false, List.of(), List.of(), List.of());
    }

    private static List<String> examples(String module, String client) {
        List<String> examples = new ArrayList<>();
        examples.add("Which modules of " + client + " drifted this week?");
        examples.add("What drifted in " + module + "?");
        examples.add("Who approved the last change of " + module + ", and was it verified?");
        examples.add("What waits for approval?");
        examples.add("What changed in " + module + " lately?");
        examples.add("Which plans are the riskiest this month?");
        examples.add("What does the last plan of " + module + " destroy?");
        examples.add("Which credentials are open in " + module + "?");
        examples.add("Which pipelines failed this week, and why?");
        examples.add("Which modules were not scanned for 30 days?");
        examples.add("Who owns " + module + "?");
        examples.add("Which SSH certificates were issued this month?");
        examples.add("What did the language models cost this month?");
        return examples;
    }
}
