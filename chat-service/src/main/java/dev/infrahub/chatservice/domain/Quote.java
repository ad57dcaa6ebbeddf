package dev.infrahub.chatservice.domain;

/**
 * A sentence of a document, in its own words.
 *
 * @param source the number of the document among the sources, from 1
 */
public record Quote(int source, String text) {

    /** With its source behind it. */
    public String cited() {
        return text + " [" + source + "]";
    }
}
