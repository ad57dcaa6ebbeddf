package dev.infrahub.chatservice.domain;

/**
 * A piece of a document, as it is found.
 *
 * @param context the titles that it stands under, outermost first; empty where there are none
 */
public record Chunk(String context, String content) {

    /** All that its vector is made of. */
    public String text() {
        return context.isEmpty() ? content : context + "\n" + content;
    }
}
