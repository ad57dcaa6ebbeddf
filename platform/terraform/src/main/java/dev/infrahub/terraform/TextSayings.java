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

    /** How a plan with changes begins; the rest may stand in the next line. */
    static final List<String> OPENINGS = List.of(
            "Terraform used the selected providers to",
            "OpenTofu used the selected providers to",
            "An execution plan has been generated and");

    private boolean saysNoChanges;
    private boolean refreshOnly;
    private boolean announces;
    private boolean errs;
    private boolean partial;
    private boolean targeted;
    private boolean tofu;
    /** Whether a plan began, and nothing of it has come since. */
    private boolean opened;
    /** Whether another began before anything of it came. */
    private boolean openedInVain;

    private final TextFailures failures = new TextFailures();
    private final TextChecks checks = new TextChecks();

    /**
     * Reads a line.
     *
     * @param inChange whether it stands below a heading, where values may say anything
     * @param understood whether it is a part of the plan
     */
    void read(String line, boolean inChange, boolean understood) {
        String words = words(line);
        if (!inChange && !understood) {
            failures.read(line);
            checks.read(words);
        }
        if (!inChange) {
            saysNoChanges |= NOTHING_TO_DO.stream().anyMatch(words::startsWith);
            refreshOnly |= REFRESH_ONLY.stream().anyMatch(words::startsWith);
            errs |= words.startsWith("Planning failed.");
        }
        boolean failed = line.contains("but then encountered a problem");
        boolean announced = failed
                || line.contains("will perform the following actions")
                || line.contains("planned the following actions");
        announces |= announced;
        errs |= failed;
        open(words, announced);
        partial |= words.startsWith("Note: This is a partial plan") || words.startsWith("No current changes.");
        targeted |= words.startsWith("Warning: Resource targeting is in effect")
                || words.startsWith("Note: You used the -target option");
        tofu |= words.startsWith("OpenTofu ");
    }

    /** The sentence that Terraform begins a plan with, and the legend, which may be all that is left of it. */
    private void open(String words, boolean announced) {
        if (announced) {
            opened = false;
        } else if (OPENINGS.stream().anyMatch(words::startsWith)) {
            openedInVain |= opened;
            opened = true;
        } else if (words.startsWith("Resource actions are indicated with ")) {
            opened = true;
        }
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

    /** That a plan began of which nothing is there. */
    boolean opensInVain() {
        return opened || openedInVain;
    }

    /** A part of the plan came. */
    void endOpening() {
        opened = false;
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

    /** What failed, in the words of the log. */
    List<String> failures() {
        return failures.told();
    }

    /** The checks that failed, by name. */
    List<String> failedChecks() {
        return checks.failed();
    }

    /** An error, of whatever. */
    boolean sawError() {
        return errs || !failures.isEmpty();
    }
}
