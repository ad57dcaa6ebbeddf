package dev.infrahub.scanning;

import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringTokenizer;

/**
 * The path of a file within what is scanned: relative, with slashes, leading nowhere else. Where a credential stands in it
 * that is hidden, so that it can be told.
 */
record FilePath(String text) {

    static final int LONGEST = 500;

    private static final int LONGEST_SHOWN = 2 * LONGEST;
    private static final int MOST_STEPS = 16;

    /** Nothing where it is none that can be told and found again. */
    static Optional<FilePath> of(String given) {
        if (given.length() > LONGEST) {
            return Optional.empty();
        }
        // first of all: a credential that is cut or joined is none any more, and still tells
        String path = hidden(given);
        List<String> steps = new ArrayList<>();
        if (path.startsWith("/")
                || path.length() > LONGEST
                || !path.codePoints().allMatch(OneLine::isVisible)) {
            return Optional.empty();
        }
        StringTokenizer rest = new StringTokenizer(path, "/");
        while (rest.hasMoreTokens()) {
            String step = rest.nextToken();
            if (step.equals("..")) {
                return Optional.empty();
            }
            if (!step.equals(".")) {
                steps.add(step);
            }
        }
        return steps.isEmpty() ? Optional.empty() : Optional.of(new FilePath(String.join("/", steps)));
    }

    /** What may be shown of a path that is none; of a far too long one nothing, since looking for credentials in it takes its time. */
    static String shown(String given) {
        if (given.length() > LONGEST_SHOWN) {
            return "(a path of %d characters)".formatted(given.length());
        }
        return OneLine.of(hidden(given), LONGEST / 2);
    }

    /** Slashes are digits of base64 too: what begins behind one of the first is looked at by itself. */
    private static String hidden(String path) {
        String all = hiddenAsOne(path);
        int slash = all.indexOf('/');
        for (int step = 0; step < MOST_STEPS && slash >= 0; step++) {
            all = all.substring(0, slash + 1) + hiddenAsOne(all.substring(slash + 1));
            slash = all.indexOf('/', slash + 1);
        }
        return all;
    }

    private static String hiddenAsOne(String text) {
        return Secrets.replace(text, _ -> "(hidden)");
    }
}
