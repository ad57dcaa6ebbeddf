package dev.infrahub.json;

import java.util.ArrayList;
import java.util.List;

/** The parts of a text between separators, empty ones too, without a regular expression. */
public final class Parts {

    private Parts() {}

    public static List<String> of(String text, char separator) {
        List<String> parts = new ArrayList<>();
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    /** What stands before the first separator; all of it where there is none. */
    public static String first(String text, char separator) {
        int end = text.indexOf(separator);
        return end < 0 ? text : text.substring(0, end);
    }
}
