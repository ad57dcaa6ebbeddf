package dev.infrahub.chatservice;

import dev.infrahub.chatservice.Evaluation.Judged;
import dev.infrahub.schemas.ChatAnswered;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What came of the evaluation, as a page. */
final class EvaluationPage {

    private EvaluationPage() {}

    static String of(List<Judged> judged, List<String> leaks) {
        return """
                # What the chat answers right

                %d questions with known answers about [a world](../chat-service/src/test/resources/dev/infrahub/chatservice/world.tsv) of 30
                modules of 5 clients: two months of plans, changes, approvals, scans and failures. Without a language model. The questions are
                in [questions.tsv](../chat-service/src/test/resources/dev/infrahub/chatservice/questions.tsv):

                - known: worded beside the rules.
                - reworded: as other people may say it, worded when the rules were done. 29 of these 43 (67 %%) were right at first; then words
                  were added and rules mended until most were.
                - held-out: worded after that. 33 of these 36 (91 %%) were right before a rule was changed for them.
                - fresh: worded after all of these, as a platform engineer, a reviewer of the board, an auditor and a security engineer put
                  things, in short and with typos. 23 of these 40 (57 %%) were right at first, which is what to expect of such questions; no
                  answer was by a wrong source, and none was a leak. Then kinds of questions were mended.
                - documents: how things are done, which no fact tells, asked of six documents of three of the clients.

                Right is an answer that says every fact that is expected, names exactly the modules and changes that it is about, and cites
                the expected sources; or that says that it is not in the data, and it is not. Each line of an answer must cite a source that
                exists, is of the reader's client, and is about what the line names. Each question was asked by a reader of each client too:
                a leak is a module, change, person, id or source of another client in the answer.

                %s
                Written by `EvaluationIT` with `-Dhub.scorecard.write=true`, and compared in every build.
                `AI_ENDPOINT=URL AI_CHAT_MODEL=NAME ./hub eval` asks them with a language model, and says the same of that.
                """.formatted(judged.size(), table(judged, leaks));
    }

    /** What a provider makes of it, for who asked for it to be measured. */
    static String report(List<Judged> judged, List<String> leaks) {
        List<ChatAnswered> answers = judged.stream().map(Judged::answer).toList();
        List<String> dropped =
                answers.stream().flatMap(answer -> answer.getDropped().stream()).toList();
        return """
                %s
                %s
                The model: %s. %d answers have words, and %d sentences were dropped%s; %d tokens sent, %d received.
                """.formatted(
                        table(judged, leaks),
                        leaks.stream().map(leak -> "LEAK: " + leak + "\n").collect(Collectors.joining()),
                        counted(answers.stream()
                                .map(ChatAnswered::getAi)
                                .map(ai -> ai.getReason() == null ? ai.getStatus() : ai.getReason())),
                        answers.stream()
                                .filter(answer -> answer.getExplanation() != null)
                                .count(),
                        dropped.size(),
                        dropped.isEmpty() ? "" : " (" + counted(dropped.stream()) + ")",
                        answers.stream()
                                .mapToInt(answer -> answer.getAi().getInputTokens())
                                .sum(),
                        answers.stream()
                                .mapToInt(answer -> answer.getAi().getOutputTokens())
                                .sum());
    }

    private static String counted(Stream<String> words) {
        return words
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String table(List<Judged> judged, List<String> leaks) {
        return """
                | questions | asked | right | cited right |
                |---|---|---|---|
                %s
                Leaks: %d in %d answers.

                %s""".formatted(
                        Stream.of("known", "reworded", "held-out", "fresh", "documents", "")
                                .map(set -> row(set, judged))
                                .collect(Collectors.joining()),
                        leaks.size(),
                        judged.size() * 5,
                        missed(judged));
    }

    private static String row(String set, List<Judged> judged) {
        List<Judged> of =
                judged.stream().filter(one -> one.asked().set().startsWith(set)).toList();
        long right = of.stream().filter(one -> one.wrong().isEmpty()).count();
        long cited = of.stream().filter(one -> one.uncited().isEmpty()).count();
        return "| %s | %d | %d (%d %%) | %d (%d %%) |%n"
                .formatted(
                        set.isEmpty() ? "all" : set,
                        of.size(),
                        right,
                        right * 100 / Math.max(1, of.size()),
                        cited,
                        cited * 100 / Math.max(1, of.size()));
    }

    private static String missed(List<Judged> judged) {
        List<Judged> missed = judged.stream()
                .filter(one -> !one.wrong().isEmpty() || !one.uncited().isEmpty())
                .toList();
        return missed.isEmpty()
                ? ""
                : "| not right | asked | why |\n|---|---|---|\n"
                        + missed.stream()
                                .map(one -> "| " + one.asked().id() + " | "
                                        + one.asked().message() + " | " + why(one) + " |\n")
                                .collect(Collectors.joining());
    }

    private static String why(Judged one) {
        return String.join(
                "; ",
                Stream.concat(one.wrong().stream(), one.uncited().stream())
                        .map(why -> why.replace("|", "/"))
                        .toList());
    }
}
