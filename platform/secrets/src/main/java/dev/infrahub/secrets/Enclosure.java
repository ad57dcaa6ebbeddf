package dev.infrahub.secrets;

/** What a place of a text stands in: the braces around it, or the document of YAML; as far as a credential reaches. */
final class Enclosure {

    private static final String DOCUMENT = "---";
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final int MOST_BLANKS = 60;

    private final Subject subject;
    private final String text;

    Enclosure(Subject subject) {
        this.subject = subject;
        this.text = subject.text;
    }

    /** Behind the brace that opens it, or where the document begins; not before the first. */
    int start(int first, int place) {
        int least = Math.max(first, place - Subject.REACH);
        int open = 0;
        int at = place;
        while (at > least) {
            char c = text.charAt(at - 1);
            open += c == '}' ? 1 : c == '{' ? -1 : 0;
            if (open < 0 || isParted(at - 1)) {
                break;
            }
            at--;
        }
        subject.worked(place - at);
        return at;
    }

    /** Behind the brace that closes it, or where the document ends. */
    int end(int place) {
        int most = Math.min(text.length(), place + Subject.REACH);
        int open = 0;
        int at = place;
        while (at < most && open >= 0 && !isParted(at)) {
            char c = text.charAt(at++);
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
        }
        subject.worked(at - place);
        return at;
    }

    /** Whether a line ends here, and the next parts two documents. */
    private boolean isParted(int at) {
        return text.charAt(at) == '\n' && text.startsWith(DOCUMENT, BLANK.end(text, at + 1, MOST_BLANKS));
    }
}
