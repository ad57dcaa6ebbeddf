package dev.infrahub.scanning;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.StringTokenizer;

/**
 * The lines of a text that differ from an earlier one. They end with a line feed alone, as Git counts.
 *
 * @param hunks in order, and apart from each other
 */
record Changes(List<Hunk> hunks) {

    /** Nothing is compared. */
    static final Changes ALL = new Changes(List.of(new Hunk(0, Integer.MAX_VALUE)));

    /** It is as it was. */
    static final Changes NONE = new Changes(List.of());

    private static final String HEAD = "@@ ";
    private static final int HEAD_LENGTH = 100;

    /**
     * Lines that stand together.
     *
     * @param start of the first; where lines were only taken out, the one before them
     * @param count of lines; 0 where lines were only taken out
     */
    record Hunk(int start, int count) {

        /** @param head as {@code @@ -1,2 +3,4 @@} */
        private static Hunk of(String head) {
            StringTokenizer words = new StringTokenizer(head);
            words.nextToken();
            words.nextToken();
            StringTokenizer added = new StringTokenizer(words.nextToken(), "+,");
            int start = Integer.parseInt(added.nextToken());
            return new Hunk(start, added.hasMoreTokens() ? Integer.parseInt(added.nextToken()) : 1);
        }

        /** The last line that it says something about. */
        private int end() {
            return count == 0 ? start : start + count - 1;
        }

        private boolean touches(int first, int last) {
            return count == 0 ? start >= first && start < last : start <= last && end() >= first;
        }
    }

    /** Of what Git prints as the difference of two texts, without context. */
    static Changes of(InputStream diff) throws IOException {
        List<Hunk> hunks = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (int c = diff.read(); c >= 0; c = diff.read()) {
            if (c != '\n') {
                // a line of the texts begins with a sign, and may be long
                if (line.length() < HEAD_LENGTH) {
                    line.append((char) c);
                }
            } else {
                if (line.indexOf(HEAD) == 0) {
                    hunks.add(Hunk.of(line.toString()));
                }
                line.setLength(0);
            }
        }
        return new Changes(hunks);
    }

    /** Whether one of the lines from the first to the last is another, or lines between them are gone. */
    boolean touch(int first, int last) {
        int low = 0;
        int high = hunks.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (hunks.get(middle).end() < first) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low < hunks.size() && hunks.get(low).touches(first, last);
    }

    /** The same of a text of which nobody can tell which lines these are. */
    Changes widened() {
        return hunks.isEmpty() ? NONE : ALL;
    }
}
