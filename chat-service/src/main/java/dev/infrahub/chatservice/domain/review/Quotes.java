package dev.infrahub.chatservice.domain.review;

import java.util.ArrayList;
import java.util.List;

/** Texts in quotes. */
final class Quotes {

    private Quotes() {}

    /** Without the quotes around it, where there are some. */
    static String without(String text) {
        boolean isQuoted = text.length() > 1
                && (text.charAt(0) == '"' || text.charAt(0) == '\'')
                && text.charAt(text.length() - 1) == text.charAt(0);
        return isQuoted ? text.substring(1, text.length() - 1) : text;
    }

    /** What stands between commas, without quotes. */
    static List<String> items(String list) {
        List<String> items = new ArrayList<>();
        int from = 0;
        while (from <= list.length()) {
            int comma = list.indexOf(',', from);
            int to = comma < 0 ? list.length() : comma;
            String item = without(list.substring(from, to).strip());
            if (!item.isEmpty()) {
                items.add(item);
            }
            from = to + 1;
        }
        return items;
    }
}
