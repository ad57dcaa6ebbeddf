package dev.infrahub.chatservice.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What documents say, in their own words: whoever wrote them, nothing of it is markup. */
public final class DocumentAnswers {

    private static final int LONGEST_TITLE = 200;

    /** Of more nobody makes sense; a model is told more than these. */
    private static final int MOST_QUOTED = 5;

    private DocumentAnswers() {}

    /**
     * @param documents in the order of their numbers
     * @param quotes of them, the best first
     */
    public static Answer quoted(List<FoundDocument> documents, List<Quote> quotes) {
        List<String> lines = new ArrayList<>();
        lines.add("What documents say that is nearest to the question, in their own words "
                + IntStream.rangeClosed(1, documents.size())
                        .mapToObj(number -> "[" + number + "]")
                        .collect(Collectors.joining())
                + ":");
        lines.add("");
        quotes.stream()
                .limit(MOST_QUOTED)
                .map(quote -> "- " + Inert.prose(quote.text()) + " [" + quote.source() + "]")
                .forEach(lines::add);
        return new Answer(
                Optional.of(Question.DOCUMENTS),
                String.join("\n", lines),
                true,
                quotes.stream().map(quote -> "document: " + quote.cited()).toList(),
                documents.stream().map(DocumentAnswers::source).toList(),
                List.of());
    }

    /** With the heading under which the best of it stands. */
    private static Source source(FoundDocument found) {
        DocumentKey document = found.document();
        String heading = found.passages().getFirst().chunk().context();
        String title = document.docPath() + " of " + document.entityRef() + (heading.isEmpty() ? "" : ": " + heading);
        return new Source(
                "document",
                document.docPath(),
                Inert.shortened(Inert.line(title), LONGEST_TITLE),
                Optional.of(document.client()),
                Optional.empty());
    }
}
