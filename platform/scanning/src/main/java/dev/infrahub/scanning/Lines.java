package dev.infrahub.scanning;

import java.util.Arrays;

/** The lines of a text; they end with a line feed, a carriage return, or both. */
final class Lines {

    private int[] starts = new int[64];
    private int count = 1;

    Lines(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '\n' || (c == '\r' && !text.startsWith("\n", at + 1))) {
                add(at + 1);
            }
        }
    }

    private void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count++] = start;
    }

    /** The line of a character, from 1 on. */
    int of(int index) {
        int found = Arrays.binarySearch(starts, 0, count, index);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** @param end index behind the last character, of which there is one */
    Place place(int start, int end) {
        int line = of(start);
        int endLine = of(end - 1);
        return new Place(line, start - starts[line - 1] + 1, endLine, end - starts[endLine - 1] + 1);
    }
}
