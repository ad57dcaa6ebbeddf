package dev.infrahub.chatservice.domain.incident;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.StringTokenizer;

/**
 * What lines of a service's log tell by their words. Rows of {@code error-signs.tsv}: id, whether a change of code or settings
 * usually brings it, words (any of them, in lower case, between bars), cause, action.
 */
record ErrorSign(String id, boolean isOfChange, List<String> words, String cause, String action) {

    static final List<ErrorSign> ALL = load();

    private static final int COLUMNS = 5;

    boolean isIn(String lowerLine) {
        return words.stream().anyMatch(lowerLine::contains);
    }

    private static List<ErrorSign> load() {
        try (InputStream in = Objects.requireNonNull(ErrorSign.class.getResourceAsStream("error-signs.tsv"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(ErrorSign::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ErrorSign read(String row) {
        List<String> cells = split(row, "\t");
        if (cells.size() != COLUMNS) {
            throw new IllegalStateException("error-signs.tsv has a row of " + cells.size() + " cells: " + row);
        }
        List<String> words = split(cells.get(2), "|");
        if (words.stream().anyMatch(word -> !word.equals(word.toLowerCase(Locale.ROOT)))) {
            throw new IllegalStateException("error-signs.tsv has words that are not in lower case: " + row);
        }
        return new ErrorSign(cells.get(0), cells.get(1).equals("change"), words, cells.get(3), cells.get(4));
    }

    private static List<String> split(String text, String by) {
        List<String> parts = new ArrayList<>();
        StringTokenizer tokens = new StringTokenizer(text, by);
        while (tokens.hasMoreTokens()) {
            parts.add(tokens.nextToken());
        }
        return parts;
    }
}
