package dev.infrahub.chatservice.domain.component;

import java.util.ArrayList;
import java.util.List;

/** The first paragraph of a README: the first lines that are no heading, picture, badge, list, table or code. */
final class Readme {

    private Readme() {}

    static void read(SourceFile file, Found found) {
        List<String> paragraph = new ArrayList<>();
        boolean isCode = false;
        for (String line : file.content().lines().limit(200).toList()) {
            String text = line.strip();
            if (text.startsWith("```") || text.startsWith("~~~")) {
                isCode = !isCode;
            }
            boolean isProse = !isCode
                    && !text.isEmpty()
                    && (Character.isLetterOrDigit(text.charAt(0)) || "\"'*_`(".indexOf(text.charAt(0)) >= 0)
                    && !text.startsWith("* ")
                    && !text.startsWith("```");
            boolean isUnderlined = text.startsWith("===") || text.startsWith("---");
            if (isUnderlined) {
                paragraph.clear();
            } else if (isProse) {
                paragraph.add(text);
            } else if (!paragraph.isEmpty()) {
                break;
            }
        }
        found.say(Found.Says.README, plain(String.join(" ", paragraph)));
    }

    /** Without the signs of markup, and of links the words alone. */
    private static String plain(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ']' && at + 1 < text.length() && text.charAt(at + 1) == '(' && text.indexOf(')', at) > 0) {
                at = text.indexOf(')', at);
            } else if ("*`[]".indexOf(c) < 0) {
                plain.append(c);
            }
            at++;
        }
        return plain.toString();
    }
}
