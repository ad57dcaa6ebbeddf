package dev.infrahub.chatservice.domain;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a message asks.
 *
 * @param question none where no row of {@code questions.tsv} fits
 * @param concepts what its words mean
 * @param filter what it is about
 * @param periods every time that it names, in its order
 * @param unknown names in it that are nobody's, as far as the reader may know
 */
public record Understood(
        Optional<Question> question, Set<Concept> concepts, Filter filter, List<Period> periods, List<String> unknown) {

    public boolean has(Concept concept) {
        return concepts.contains(concept);
    }

    /** Whether it is about the newest alone, as in the last change, however it goes on; the last changes are several. */
    boolean isOfNewest() {
        return has(Concept.LAST) && !has(Concept.SEVERAL) && (has(Concept.ONE) || !has(Concept.LIST));
    }

    /** Whether documents are asked before facts: how something is done is in no fact, nor is what no rule knows. */
    public boolean isOfDocuments() {
        return question.filter(known -> known != Question.DOCUMENTS).isEmpty() || has(Concept.PROCEDURE);
    }

    public Understood about(Filter other) {
        return new Understood(question, concepts, other, periods, unknown);
    }

    /** What is looked up for it, in one line. */
    public String looked() {
        return question.map(Question::text).orElse("nothing") + Composer.scope(filter);
    }
}
