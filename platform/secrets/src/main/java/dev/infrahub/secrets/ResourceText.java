package dev.infrahub.secrets;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A resource of a type that has {@link SecretArguments}: a block of HCL or of a plan's text, or an object of JSON with its type
 * and, further in, its attributes, as plans and states have it.
 */
final class ResourceText {

    private static final List<String> BLOCKS = List.of("resource", "data", "ephemeral");
    private static final String TYPE = "type";
    private static final int LONGEST_HEAD = 300;
    private static final int LONGEST_WORD = 100;
    private static final int MOST_BLANKS = 60;
    private static final CharClass BLANK = CharClass.of(" \\t");
    private static final CharClass HEAD = CharClass.of("^{}\\n");
    private static final String QUOTES = "\"'";

    private final String text;
    private final Enclosure enclosure;
    private final Contents contents;
    private final Pair pair;
    private int read;

    ResourceText(Subject subject, Contents contents, Pair pair) {
        this.text = subject.text;
        this.enclosure = new Enclosure(subject);
        this.contents = contents;
        this.pair = pair;
    }

    /** Finds where the values of its secret arguments begin, where what is quoted here is its type. */
    void read(String type, int start, int end, Pair.Beginnings values) {
        if (start < Math.max(1, read) || end >= text.length() || QUOTES.indexOf(text.charAt(start - 1)) < 0) {
            return;
        }
        SecretArguments arguments = SecretArguments.of(type);
        if (arguments.isEmpty()) {
            return;
        }
        int open = HEAD.end(text, end, LONGEST_HEAD);
        if (isLabel(start - 1) && open < text.length() && text.charAt(open) == '{') {
            read(type, arguments, open + 1, enclosure.end(open + 1), values);
        } else if (pair.key(start).equals(TYPE)) {
            read(type, arguments, enclosure.start(read, start), enclosure.end(start), values);
        }
    }

    /** Whether the quote here opens the first label of a resource's block. */
    private boolean isLabel(int quote) {
        int end = quote;
        while (end > 0 && quote - end < MOST_BLANKS && BLANK.has(text.charAt(end - 1))) {
            end--;
        }
        int word = end;
        return BLOCKS.stream().anyMatch(block -> text.startsWith(block, word - block.length()));
    }

    private void read(String type, SecretArguments arguments, int from, int to, Pair.Beginnings values) {
        for (SecretArguments.Row row : arguments.rows()) {
            if (!isUnless(row.unless(), type, from, to)) {
                contents.eachMember(row.name(), from, to, (_, value) -> values.add(value));
            }
        }
        read = to;
    }

    /** Whether the other argument is there, and says nothing else. */
    private boolean isUnless(SecretArguments.Unless unless, String type, int from, int to) {
        Set<String> said = new HashSet<>(0);
        if (!unless.words().isEmpty()) {
            contents.eachMember(unless.argument(), from, to, (_, value) -> said.add(word(value)));
        }
        said.remove(type);
        return !said.isEmpty() && unless.words().containsAll(said);
    }

    private String word(int at) {
        int start = at < text.length() && QUOTES.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
        return text.substring(start, CharClass.WORD.end(text, start, LONGEST_WORD));
    }
}
