package dev.infrahub.driftworker.domain;

import dev.infrahub.json.Parts;
import java.util.List;

/** A pattern in which {@code *} stands for any characters; matching takes no longer than the pattern times the text. */
record Glob(String pattern) {

    private static final char ANY = '*';
    private static final int NONE = -1;

    /** Alternatives, separated by {@code |}. */
    static List<Glob> alternatives(String patterns) {
        return Parts.of(patterns, '|').stream().map(Glob::new).toList();
    }

    boolean matches(String text) {
        int at = 0;
        int inPattern = 0;
        int star = NONE;
        int resume = 0;
        while (at < text.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == ANY) {
                star = inPattern++;
                resume = at;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == text.charAt(at)) {
                inPattern++;
                at++;
            } else if (star != NONE) {
                inPattern = star + 1;
                at = ++resume;
            } else {
                return false;
            }
        }
        return pattern.substring(inPattern).chars().allMatch(c -> c == ANY);
    }

    static boolean anyMatches(List<Glob> globs, String text) {
        return globs.stream().anyMatch(glob -> glob.matches(text));
    }
}
