package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The checks that failed, which a text tells as warnings: by name in one of the lines below their title. */
final class TextChecks {

    private static final String SUMMARY = "Check block assertion failed";
    private static final String TITLE = "Warning: " + SUMMARY;

    /** Below the title of several of them, each has one line, and a place without a name: {@code -compact-warnings}. */
    private static final String COMPACT_TITLE = "Warnings:";

    private static final String COMPACT_END = "To see the full warning notes";

    private static final Pattern PLACE = Pattern.compile("on .*, in check \"(" + TextHeading.NAME + ")\":.*");
    private static final String UNNAMED = "a check";
    private static final int MOST = 100;

    private final Set<String> failed = new LinkedHashSet<>();
    /** Whether a title was read, and no name since. */
    private boolean open;

    private boolean compact;

    /** Reads what is written in a line that is no part of a plan. */
    void read(String words) {
        if (words.equals(COMPACT_TITLE) || words.startsWith(COMPACT_END)) {
            compact = words.equals(COMPACT_TITLE);
        } else if (compact && words.equals(SUMMARY)) {
            add(UNNAMED);
        } else if (words.startsWith(TITLE)) {
            close();
            open = true;
        } else if (words.startsWith("Warning: ") || words.startsWith("Error: ")) {
            close();
            open = false;
        } else if (open) {
            Matcher place = PLACE.matcher(words);
            if (place.matches()) {
                add("check." + place.group(1));
                open = false;
            }
        }
    }

    private void close() {
        if (open) {
            add(UNNAMED);
        }
    }

    private void add(String name) {
        if (failed.size() < MOST) {
            failed.add(name);
        }
    }

    /** Each once; what was titled last may be left without a name. */
    List<String> failed() {
        close();
        return List.copyOf(failed);
    }
}
