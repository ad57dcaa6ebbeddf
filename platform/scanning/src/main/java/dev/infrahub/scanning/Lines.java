package dev.infrahub.scanning;

import java.util.Arrays;

/** The lines of a text. */
final class Lines {

    private int[] starts = new int[64];
    private int count = 1;

    private Lines() {}

    /** As editors show them: they end with a line feed, a carriage return, or both. */
    static Lines of(String text) {
        Lines lines = new Lines();
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                lines.add(at + 1);
            }
        }
        return lines;
    }

    /** As Git counts them: they end with a line feed. */
    static Lines byFeeds(String text) {
        Lines lines = new Lines();
        for (int feed = text.indexOf('\n'); feed >= 0; feed = text.indexOf('\n', feed + 1)) {
            lines.add(feed + 1);
        }
        return lines;
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    /** The line of a character, from 1 on. */
    int at(int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** The index of the first character of a line. */
    int start(int line) {
        return starts[line - 1];
    }

    /** The index behind the last character of a line of this text, with what ends it. */
    int end(int line, String text) {
        return line < count ? starts[line] : text.length();
    }

    /** @param end index behind the last character, of which there is one */
    Place place(int start, int end) {
        int line = at(start);
        int endLine = at(end - 1);
        return new Place(line, start - starts[line - 1] + 1, endLine, end - starts[endLine - 1] + 1);
    }
}
