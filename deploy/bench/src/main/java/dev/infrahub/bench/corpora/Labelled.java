package dev.infrahub.bench.corpora;

/**
 * A text with a label.
 *
 * @param detector what it is an example of, such as {@code gitlab}: the unit of which all is tuned on, or nothing
 * @param name where it stands in its corpus; also a path, of which there is one
 * @param isDrawn whether it was made of a pattern, at random: of these there are many, and much alike
 */
public record Labelled(
        Corpus corpus, String detector, String name, Format format, String text, Label label, boolean isDrawn) {

    /** Which part of the split it is in. */
    Part part() {
        return Part.of(detector);
    }

    /** As it is told, and as a path: without what is in it. */
    public String path() {
        return corpus.folder() + "/" + name;
    }
}
