package dev.infrahub.terraform;

import java.util.List;

/** What a unit says of its plan as a whole, in sentences outside of what it changes. */
final class TextSayings {

    private static final List<String> NOTHING_TO_DO = List.of(
            "No changes.",
            "No current changes.",
            "This plan does nothing.",
            "This is a refresh-only plan",
            "You can apply this plan to save");

    private static final List<String> REFRESH_ONLY =
            List.of("This is a refresh-only plan", "No changes. Your infrastructure still matches");

    private boolean saysNoChanges;
    private boolean refreshOnly;
    private boolean announces;
    private boolean errs;
    private boolean partial;
    private boolean targeted;
    private boolean tofu;
    private boolean sawError;

    /**
     * Reads a line.
     *
     * @param inChange whether it stands below a heading, where values may say anything
     */
    void read(String line, boolean inChange) {
        String words = words(line);
        if (!inChange) {
            saysNoChanges |= NOTHING_TO_DO.stream().anyMatch(words::startsWith);
            refreshOnly |= REFRESH_ONLY.stream().anyMatch(words::startsWith);
            sawError |= words.startsWith("Error: ");
            errs |= words.startsWith("Planning failed.");
        }
        boolean failed = line.contains("but then encountered a problem");
        announces |= failed
                || line.contains("will perform the following actions")
                || line.contains("planned the following actions");
        errs |= failed;
        partial |= words.startsWith("Note: This is a partial plan") || words.startsWith("No current changes.");
        targeted |= words.startsWith("Warning: Resource targeting is in effect")
                || words.startsWith("Note: You used the -target option");
        tofu |= words.startsWith("OpenTofu ");
    }

    /** Behind what frames and bullets there are. */
    private static String words(String line) {
        int start = 0;
        while (start < line.length() && !isWordPart(line.charAt(start))) {
            start++;
        }
        return line.substring(start);
    }

    private static boolean isWordPart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || Identifier.isDigit(c) || c == '_';
    }

    /** That there is nothing to do. */
    boolean saysNoChanges() {
        return saysNoChanges;
    }

    /** That it plans nothing but to take over what was read. */
    boolean isRefreshOnly() {
        return refreshOnly;
    }

    /** That changes follow, and no plan line has come since. */
    boolean announces() {
        return announces;
    }

    /** The plan line behind what was announced. */
    void endAnnounced() {
        announces = false;
    }

    /** That planning failed half-way. */
    boolean errs() {
        return errs;
    }

    /** That something is left to a later plan. */
    boolean isPartial() {
        return partial;
    }

    /** That it leaves out what was not asked for. */
    boolean isTargeted() {
        return targeted;
    }

    /** That OpenTofu made it. */
    boolean isTofu() {
        return tofu;
    }

    /** An error, of whatever. */
    boolean sawError() {
        return sawError;
    }
}
