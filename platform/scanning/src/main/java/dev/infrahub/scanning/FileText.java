package dev.infrahub.scanning;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A file that rules of a team are tried on. */
final class FileText {

    private final String path;
    private final String text;
    private final Lines lines;
    private @Nullable String lower;

    FileText(String path, String text) {
        this.path = path;
        this.text = text;
        this.lines = Lines.byFeeds(text);
    }

    String path() {
        return path;
    }

    String text() {
        return text;
    }

    boolean hasIgnoringCase(String lowerCase) {
        if (lower == null) {
            lower = text.toLowerCase(Locale.ROOT);
        }
        return lower.contains(lowerCase);
    }

    String secret(Match match) {
        return text.substring(match.secretStart(), match.secretEnd());
    }

    String all(Match match) {
        return text.substring(match.start(), match.end());
    }

    /** Lines from one to another. */
    record Stretch(int first, int last) {}

    Stretch stretch(Match match) {
        return new Stretch(lines.at(match.start()), lines.at(match.end() - 1));
    }

    String lines(Stretch stretch) {
        return text.substring(lines.start(stretch.first()), lines.end(stretch.last(), text));
    }
}
