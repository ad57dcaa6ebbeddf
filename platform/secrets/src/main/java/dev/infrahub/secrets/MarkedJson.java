package dev.infrahub.secrets;

import dev.infrahub.json.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON of Terraform's whose marks tell what in it is secret, in whatever order its members stand: {@code "sensitive": true} beside a
 * value, {@code after_sensitive} beside what it marks. A text is gone through once; where it breaks off, as far as it goes.
 */
final class MarkedJson {

    /** Further in nothing is read. */
    private static final int DEEPEST = 256;

    /** So often a value may stand in another that is marked as well. */
    private static final int MOST_OVER = 4;

    private static final int MOST_SPACES = 4000;

    private static final String TRUE = "true";
    private static final CharClass BEHIND_STRING = CharClass.of(",}\\]");
    private static final CharClass SPACE = CharClass.of("\\s");
    private static final CharClass BARE = CharClass.of("^\\s\"',;{}\\[\\]<>");
    private static final int LONGEST_BARE = 300;
    private static final Value MARKED = new Value.Bool(true);
    private static final Value UNMARKED = new Value.Bool(false);

    private static final List<Marking> MARKINGS = List.of(
            new Marking("value", "sensitive"),
            new Marking("default", "sensitive"),
            new Marking("values", "sensitive_values"),
            new Marking("before", "before_sensitive"),
            new Marking("after", "after_sensitive"),
            new Marking("attributes", "sensitive_attributes"));

    private final Subject subject;
    private final String text;
    private final Assignment.Places places;
    private boolean isRead;

    /** The objects that are open; null where one has neither marks nor what they mark, so far. */
    private @Nullable Marks[] open = new Marks[16];

    private int depth;

    /** A member, and the one beside it that tells what of it is secret. */
    private record Marking(String value, String mark) {

        /** In a state. */
        private boolean isByPaths() {
            return value.equals("attributes");
        }
    }

    /** Where the values of members begin that are marked, and their marks; negative where there are none. */
    private static final class Marks {
        private final int[] values = new int[MARKINGS.size()];
        private final int[] marks = new int[MARKINGS.size()];

        /** How often what is in it was gone through again. */
        private int over;

        private Marks() {
            Arrays.fill(values, -1);
            Arrays.fill(marks, -1);
        }
    }

    MarkedJson(Subject subject, Assignment.Places places) {
        this.subject = subject;
        this.text = subject.text;
        this.places = places;
    }

    static String[] names() {
        return MARKINGS.stream().map(marking -> marking.mark() + '"').distinct().toArray(String[]::new);
    }

    /** Goes through all of the text, where the mark that ends here says anything. */
    void read(int end) {
        if (!isRead && isMarking(end)) {
            isRead = true;
            readAll();
        }
    }

    private boolean isMarking(int end) {
        int value = valueBehind(end);
        if (value < 0) {
            return false;
        }
        return switch (text.charAt(value)) {
            case 't' -> text.startsWith(TRUE, value);
            case '{', '[' -> "}]".indexOf(charAt(spaces(value + 1))) < 0;
            default -> false;
        };
    }

    /** Where the value begins of the member whose name ends here; negative where it is none. */
    private int valueBehind(int nameEnd) {
        int colon = spaces(nameEnd);
        int value = charAt(colon) == ':' ? spaces(colon + 1) : text.length();
        return value < text.length() ? value : -1;
    }

    private int spaces(int at) {
        return SPACE.end(text, at, MOST_SPACES);
    }

    private char charAt(int at) {
        return at < text.length() ? text.charAt(at) : 0;
    }

    private void readAll() {
        int at = 0;
        while (at < text.length()) {
            switch (text.charAt(at)) {
                case '"' -> at = readName(at);
                case '{' -> {
                    open();
                    at++;
                }
                case '}' -> {
                    close();
                    at++;
                }
                default -> at++;
            }
        }
        while (depth > 0) {
            close();
        }
        subject.worked(text.length());
    }

    private void open() {
        if (depth < DEEPEST) {
            if (depth == open.length) {
                open = Arrays.copyOf(open, 2 * depth);
            }
            open[depth] = null;
        }
        depth++;
    }

    private void close() {
        if (depth == 0) {
            return;
        }
        depth--;
        Marks marks = depth < DEEPEST ? open[depth] : null;
        if (marks != null) {
            if (marks.over < MOST_OVER && hide(marks)) {
                marks.over++;
            }
            Marks outer = depth > 0 ? marks() : null;
            if (outer != null) {
                outer.over = Math.max(outer.over, marks.over);
            }
        }
    }

    /** Of the object that is open. */
    private @Nullable Marks marks() {
        if (depth == 0 || depth > DEEPEST) {
            return null;
        }
        Marks marks = open[depth - 1];
        if (marks == null) {
            marks = new Marks();
            open[depth - 1] = marks;
        }
        return marks;
    }

    /** Gives where to go on: a value may be an object itself, and a quote may open nothing, as that around all of it. */
    private int readName(int quote) {
        int end = quoteEnd(quote);
        int value = valueBehind(end);
        if (value < 0) {
            return BEHIND_STRING.has(charAt(spaces(end))) ? end : quote + 1;
        }
        for (int i = 0; i < MARKINGS.size(); i++) {
            Marking marking = MARKINGS.get(i);
            boolean isValue = isNamed(quote, end, marking.value());
            if (isValue || isNamed(quote, end, marking.mark())) {
                Marks marks = marks();
                if (marks != null) {
                    (isValue ? marks.values : marks.marks)[i] = value;
                }
            }
        }
        return value;
    }

    private boolean isNamed(int quote, int end, String name) {
        return end - quote - 2 == name.length() && text.startsWith(name, quote + 1);
    }

    /** Behind the quote that closes a string, or where its line ends. */
    private int quoteEnd(int quote) {
        int end = quote + 1;
        while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        return Math.min(end + 1, text.length());
    }

    /** Whether any of them is beside what it marks. */
    private boolean hide(Marks marks) {
        boolean anyBeside = false;
        for (int i = 0; i < MARKINGS.size(); i++) {
            if (marks.values[i] >= 0 && marks.marks[i] >= 0) {
                anyBeside = true;
                for (Value mark : marks(MARKINGS.get(i), marks.marks[i])) {
                    hide(marks.values[i], mark, 0);
                }
            }
        }
        return anyBeside;
    }

    /** Gives where the value ends. */
    private int hide(int at, Value mark, int depth) {
        if (depth > DEEPEST) {
            return text.length();
        }
        return switch (charAt(at)) {
            case '{' -> inBrackets(at, '}', (name, _, value) -> hide(value, ofMember(mark, name), depth + 1));
            case '[' -> inBrackets(at, ']', (_, index, value) -> hide(value, ofItem(mark, index), depth + 1));
            default -> {
                int end = end(at);
                if (mark.isTrue()) {
                    int start = charAt(at) == '"' ? at + 1 : at;
                    add(start, start > at && end > start && text.charAt(end - 1) == '"' ? end - 1 : end);
                }
                yield end;
            }
        };
    }

    private static Value ofMember(Value mark, String name) {
        return switch (mark) {
            case Value.Members(var members) -> members.getOrDefault(name, UNMARKED);
            case Value.Bool all -> all;
            case Value.Items _, Value.Num _, Value.Text _, Value.Special _ -> UNMARKED;
        };
    }

    /** What a path says of items, it says of all of them. */
    private static Value ofItem(Value mark, int index) {
        return mark instanceof Value.Items(var items) ? index < items.size() ? items.get(index) : UNMARKED : mark;
    }

    private void add(int start, int end) {
        if (end > start && Values.isLiteral(text.substring(start, end), Values.Writing.PRINTED)) {
            places.add(start, end);
        }
    }

    /** Receives a member or an item; gives where it ends. */
    @FunctionalInterface
    private interface Parts {
        int read(String name, int index, int value);
    }

    /** Goes through an object or a list, as far as it is one; behind its bracket, or where it breaks off. */
    private int inBrackets(int bracket, char closing, Parts parts) {
        int at = spaces(bracket + 1);
        int index = 0;
        while (at < text.length() && text.charAt(at) != closing) {
            int nameEnd = closing == '}' && charAt(at) == '"' ? quoteEnd(at) : -1;
            int value = closing == ']' ? at : nameEnd < 0 ? -1 : valueBehind(nameEnd);
            if (value < 0) {
                return at;
            }
            String name = nameEnd < 0 ? "" : text.substring(at + 1, Math.max(at + 1, nameEnd - 1));
            subject.worked(value - at + 1);
            at = spaces(parts.read(name, index++, value));
            if (charAt(at) == ',') {
                at = spaces(at + 1);
            } else if (charAt(at) != closing) {
                return at;
            }
        }
        return Math.min(at + 1, text.length());
    }

    /** Behind a string, a number or a word. */
    private int end(int at) {
        int end = charAt(at) == '"' ? quoteEnd(at) : BARE.end(text, at, LONGEST_BARE);
        subject.worked(end - at);
        return end;
    }

    /** What is said of the value beside it; nothing where it cannot be read. */
    private List<Value> marks(Marking marking, int start) {
        String written = text.substring(start, behind(start, 0));
        boolean mayMark = marking.isByPaths() || written.contains(TRUE);
        Value mark = mayMark ? Value.ofJson(written).orElse(UNMARKED) : UNMARKED;
        return marking.isByPaths()
                ? mark.each().stream().map(path -> ofPath(path.each())).toList()
                : List.of(mark);
    }

    /** Behind a value, whatever it is. */
    private int behind(int at, int depth) {
        if (depth > DEEPEST) {
            return text.length();
        }
        return switch (charAt(at)) {
            case '{' -> inBrackets(at, '}', (_, _, value) -> behind(value, depth + 1));
            case '[' -> inBrackets(at, ']', (_, _, value) -> behind(value, depth + 1));
            default -> end(at);
        };
    }

    /** {@code [{"type": "get_attr", "value": "password"}]} as a mask. */
    private static Value ofPath(List<Value> steps) {
        Value mark = MARKED;
        for (Value step : steps.reversed()) {
            Value value = step.at("value") instanceof Value.Members index ? index.at("value") : step.at("value");
            if (value instanceof Value.Text(String name)) {
                mark = new Value.Members(Map.of(name, mark));
            }
        }
        return mark;
    }
}
