package dev.infrahub.chatservice.embedding;

/**
 * How near the vectors of a model are, by their cosine. Each model has a scale of its own, so that it is measured, or said by who
 * chose the model.
 *
 * @param some from here on some has to do with a question that is asked of documents; of the rest nearly nothing
 * @param enough from here on it is told to who did not ask for documents
 */
public record Nearness(double some, double enough) {

    /** @throws IllegalArgumentException where they are not between 0 and 1 */
    public Nearness {
        if (!(some > 0 && some <= enough && enough < 1)) {
            throw new IllegalArgumentException("A cosine from which on texts are near is between 0 and 1");
        }
    }
}
