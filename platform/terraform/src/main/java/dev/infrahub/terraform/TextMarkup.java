package dev.infrahub.terraform;

import com.google.re2j.Pattern;
import java.util.Map;

/** A line of a page in HTML. */
final class TextMarkup {

    /** How a quote is written there; every block has four. */
    static final String QUOTE = "&quot;";

    private static final Pattern TAG = Pattern.compile("</?[a-zA-Z][^<>]*>");
    private static final int LONGEST = 6;

    private static final Map<String, String> ENTITIES = Map.of(
            QUOTE, "\"", "&lt;", "<", "&gt;", ">", "&amp;", "&", "&nbsp;", " ", "&apos;", "'", "&#39;", "'", "&#x27;",
            "'");

    private TextMarkup() {}

    /** As it is shown. */
    static String without(String line) {
        String untagged = TAG.matcher(line).replaceAll("");
        StringBuilder shown = new StringBuilder();
        int index = 0;
        while (index < untagged.length()) {
            String entity = entity(untagged, index);
            String character = ENTITIES.getOrDefault(entity, untagged.substring(index, index + 1));
            shown.append(character);
            index += ENTITIES.containsKey(entity) ? entity.length() : 1;
        }
        return shown.toString();
    }

    /** What may be one; empty where none begins. */
    private static String entity(String line, int start) {
        int end = line.charAt(start) == '&' ? Math.min(line.length(), start + LONGEST) : start;
        for (int index = start; index < end; index++) {
            if (line.charAt(index) == ';') {
                return line.substring(start, index + 1);
            }
        }
        return "";
    }
}
