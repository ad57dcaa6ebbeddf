package dev.infrahub.driftworker.domain;

import java.util.Map;

/** The entities of HTML that APIs put in the place of characters. */
final class Entities {

    private static final Map<String, String> NAMED = Map.of(
            "amp", "&",
            "lt", "<",
            "gt", ">",
            "quot", "\"",
            "apos", "'",
            "nbsp", "\u00A0");
    private static final int LONGEST = 8;

    private Entities() {}

    static String decoded(CharSequence text) {
        StringBuilder decoded = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char next = text.charAt(at);
            int end = next == '&' ? end(text, at) : at;
            String character =
                    end > at ? character(text.subSequence(at + 1, end).toString()) : "";
            decoded.append(character.isEmpty() ? String.valueOf(next) : character);
            at = character.isEmpty() ? at + 1 : end + 1;
        }
        return decoded.toString();
    }

    /** Of the entity that begins there; the beginning where none does. */
    private static int end(CharSequence text, int start) {
        for (int at = start + 1; at < text.length() && at - start <= LONGEST; at++) {
            if (text.charAt(at) == ';') {
                return at;
            }
        }
        return start;
    }

    /** Of an entity's name or number; empty where it is none. */
    private static String character(String entity) {
        if (!entity.startsWith("#")) {
            return NAMED.getOrDefault(entity, "");
        }
        boolean hex = entity.startsWith("#x") || entity.startsWith("#X");
        try {
            int code = Integer.parseInt(entity, hex ? 2 : 1, entity.length(), hex ? 16 : 10);
            return Character.isValidCodePoint(code) && code > 0 ? Character.toString(code) : "";
        } catch (NumberFormatException _) {
            return "";
        }
    }
}
