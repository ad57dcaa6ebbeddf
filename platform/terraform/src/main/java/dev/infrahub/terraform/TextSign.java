package dev.infrahub.terraform;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something in a line that Terraform prints in every plan, whatever stands in front of it there.
 *
 * @param before how much of the line stands in front, without white space and the sign of a change
 */
record TextSign(Kind kind, int before) {

    /** What is printed. */
    enum Kind {
        /** What comes before the changes. */
        BANNER,
        HEADING,
        BLOCK,
        TOTAL,
        OUTPUTS,
        /** That there is nothing to do, in a whole sentence. */
        NOTHING,
        /** The sentence that begins a plan with changes. */
        OPENING
    }

    /** What stands in front of lines is no longer. */
    private static final int LOOKED_AT = 1024;

    private static final int MOST_HASHES = 20;

    /** Quoted strings of a line that are looked into. */
    private static final int MOST_QUOTED = 40;

    private static final List<String> BANNERS =
            List.of("Terraform will perform the following actions", "OpenTofu will perform the following actions");
    private static final List<String> PLANNED =
            List.of("Terraform planned the following actions", "OpenTofu planned the following actions");
    private static final List<String> NOTHING_TO_DO = List.of(
            "No changes. Your infrastructure ",
            "No changes. No objects need to be destroyed",
            "No changes. Infrastructure is up-to-date",
            "No current changes. This plan requires");

    private static final Pattern TOTAL =
            Pattern.compile("Plan: (?:\\d+ to import, )?\\d+ to add, \\d+ to change, \\d+ ");
    private static final Pattern BLOCK = Pattern.compile("(?:resource|data) \"[^\"]+\" \"[^\"]+\" \\{");

    /** The signs in a line, at most one of each kind. */
    static List<TextSign> in(String line) {
        String head = line.substring(0, Math.min(line.length(), LOOKED_AT));
        List<TextSign> signs = new ArrayList<>();
        if (head.indexOf('\\') >= 0 || head.contains("\"\"")) {
            addQuoted(head, signs);
        }
        if (signs.isEmpty()) {
            add(head, signs);
        }
        return signs;
    }

    private static void add(String line, List<TextSign> signs) {
        if (line.contains("the following actions")) {
            addFirst(line, BANNERS, Kind.BANNER, signs);
            addFirst(line, PLANNED, Kind.BANNER, signs);
        }
        if (line.contains("No c")) {
            addFirst(line, NOTHING_TO_DO, Kind.NOTHING, signs);
        }
        addFirst(line, TextSayings.OPENINGS, Kind.OPENING, signs);
        addFirst(line, List.of("Changes to Outputs:"), Kind.OUTPUTS, signs);
        addMatch(line, "Plan: ", TOTAL, Kind.TOTAL, signs);
        addHeading(line, signs);
        addMatch(line, "resource \"", BLOCK, Kind.BLOCK, signs);
        addMatch(line, "data \"", BLOCK, Kind.BLOCK, signs);
    }

    private static void addFirst(String line, List<String> words, Kind kind, List<TextSign> signs) {
        for (String one : words) {
            int start = line.indexOf(one);
            if (start >= 0) {
                signs.add(new TextSign(kind, trimmed(line, start)));
                return;
            }
        }
    }

    private static void addMatch(String line, String begin, Pattern pattern, Kind kind, List<TextSign> signs) {
        int start = line.indexOf(begin);
        if (start >= 0 && pattern.matcher(line.substring(start)).lookingAt()) {
            int end = trimmed(line, start);
            signs.add(new TextSign(kind, kind == Kind.BLOCK ? trimmed(line, withoutSign(line, end)) : end));
        }
    }

    private static void addHeading(String line, List<TextSign> signs) {
        int start = line.indexOf("# ");
        for (int count = 0; start >= 0 && count < MOST_HASHES; count++) {
            if (TextHeading.of(line.substring(start)).isPresent()) {
                signs.add(new TextSign(Kind.HEADING, trimmed(line, start)));
                return;
            }
            start = line.indexOf("# ", start + 1);
        }
    }

    private static int trimmed(String line, int end) {
        int start = end;
        while (start > 0 && Character.isWhitespace(line.charAt(start - 1))) {
            start--;
        }
        return start;
    }

    /** The signs of a change: one or two characters with a slash between them, at the end. */
    private static int withoutSign(String line, int end) {
        int start = end;
        while (start > 0 && end - start < 3 && "+-~!./<=".indexOf(line.charAt(start - 1)) >= 0) {
            start--;
        }
        boolean alone = start == 0 || Character.isWhitespace(line.charAt(start - 1)) || line.charAt(start - 1) == '"';
        return alone ? start : end;
    }

    /** Strings in which quotes are escaped, as in JSON and what is like it. */
    private static void addQuoted(String line, List<TextSign> signs) {
        int quote = line.indexOf('"');
        for (int count = 0; quote >= 0 && count < MOST_QUOTED; count++) {
            TextQuoted quoted = TextQuoted.at(line, quote);
            Optional<TextSign> sign = atStart(quoted.text());
            if (sign.isPresent()) {
                signs.add(new TextSign(sign.get().kind, quote + 1));
                return;
            }
            quote = line.indexOf('"', quoted.end() + 1);
        }
    }

    private static Optional<TextSign> atStart(String text) {
        List<TextSign> signs = new ArrayList<>();
        add(text, signs);
        return signs.stream().filter(sign -> sign.before == 0).findFirst();
    }
}
