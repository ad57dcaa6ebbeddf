package dev.infrahub.secrets;

/**
 * A credential in a text.
 *
 * @param ruleId the {@link Rule} that recognised it
 * @param start index of its first character
 * @param end index behind its last character
 */
public record Finding(String ruleId, int start, int end) {

    /** The credential itself, to be hidden and never to be logged. */
    public String in(CharSequence text) {
        return text.subSequence(start, end).toString();
    }
}
