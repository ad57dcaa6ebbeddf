package dev.infrahub.chatservice.domain.review;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Statements that are written in code. */
final class Sql {

    /** Words of a statement, in their order; the first one begins it. */
    private static final List<List<String>> STATEMENTS = List.of(
            List.of("select ", " from "),
            List.of("insert into ", "values"),
            List.of("update ", " set "),
            List.of("delete from "),
            List.of("drop table "),
            List.of("alter table "));

    private static final String QUOTES = "\"'`";

    private Sql() {}

    /** Whether a statement is put together of texts in this line. */
    static boolean isMade(String line) {
        String lower = lower(line);
        return STATEMENTS.stream().anyMatch(words -> begins(line, lower, words)) && isFilledIn(line);
    }

    /** In quotes, and as no sentence would be: in capitals, or with a condition or a star. */
    private static boolean begins(String line, String lower, List<String> words) {
        String first = words.getFirst();
        int at = lower.indexOf(first);
        boolean isQuoted = at > 0 && isOpenedBefore(lower, at);
        boolean isStatement = at >= 0
                && (line.startsWith(first.toUpperCase(Locale.ROOT), at)
                        || lower.indexOf(" where ", at) > 0
                        || lower.startsWith("select * ", at));
        return isQuoted && isStatement && words.stream().allMatch(lower::contains);
    }

    /** Of the same length, so that a place in the one is the same place in the other: of some letters a text in lower case has more. */
    private static String lower(String line) {
        StringBuilder lower = new StringBuilder(line.length());
        for (int at = 0; at < line.length(); at++) {
            lower.append(Character.toLowerCase(line.charAt(at)));
        }
        return lower.toString();
    }

    private static boolean isOpenedBefore(String line, int at) {
        int before = at - 1;
        while (before > 0 && line.charAt(before) == ' ') {
            before--;
        }
        return QUOTES.indexOf(line.charAt(before)) >= 0;
    }

    /** Whether something is filled into a text in this line: by +, by a template or by a format. */
    static boolean isFilledIn(String line) {
        String code = ChangedFile.squeezed(line);
        return Stream.of(
                                "\"+",
                                "'+",
                                "+\"",
                                "+'",
                                "\".format(",
                                "'.format(",
                                "string.format(",
                                "fmt.sprintf(",
                                "\".formatted(",
                                "\"%(",
                                "'%(")
                        .anyMatch(code::contains)
                || line.contains("\" % ")
                || line.contains("' % ")
                || isTemplate(code);
    }

    private static boolean isTemplate(String code) {
        int hole = code.indexOf('{');
        boolean hasHole = hole >= 0 && code.indexOf('}', hole) > 0;
        boolean isOfPython = code.contains("f\"") || code.contains("f'");
        boolean isOfDotnet = code.contains("$\"") || code.contains("$@\"");
        return hasHole && (isOfPython || isOfDotnet || code.contains("${"));
    }
}
