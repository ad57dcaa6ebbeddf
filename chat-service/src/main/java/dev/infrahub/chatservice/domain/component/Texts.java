package dev.infrahub.chatservice.domain.component;

import java.util.ArrayList;
import java.util.List;

/** Texts in quotes. */
final class Texts {

    private Texts() {}

    /** Those of a line, in order. */
    static List<String> quotedIn(String line) {
        List<String> texts = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            char quote = line.charAt(at);
            int end = quote == '"' || quote == '\'' || quote == '`' ? line.indexOf(quote, at + 1) : -1;
            if (end > at) {
                texts.add(line.substring(at + 1, end));
                at = end;
            }
            at++;
        }
        return texts;
    }
}
