package dev.infrahub.scanning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a team takes for no finding.
 *
 * @param needsAll whether each kind of thing that it names must be there, or one is enough
 * @param hasCommits whether it names commits: a file that is scanned is of none, so none of them is there
 * @param target what the expressions are looked for in
 * @param stopwords in lower case, looked for in the credential
 */
record Allowlist(
        boolean needsAll,
        boolean hasCommits,
        List<TeamExpression> paths,
        Target target,
        List<TeamExpression> regexes,
        List<String> stopwords) {

    /** What an expression is looked for in. */
    enum Target {
        SECRET,
        /** All that the expression of the rule has matched. */
        MATCH,
        LINE
    }

    /** Whether it allows a file by its path alone. */
    boolean allows(String path) {
        return isPath(path) && (!needsAll || (!hasCommits && regexes.isEmpty() && stopwords.isEmpty()));
    }

    private boolean isPath(String path) {
        return paths.stream().anyMatch(expression -> expression.isIn(path));
    }

    /** For the findings of one file. A line of many findings is looked at once. */
    Judge judge(FileText file) {
        return new Judge(file);
    }

    /** The allowlist for one file. */
    final class Judge {

        private final FileText file;
        private final boolean isPath;
        private final Map<FileText.Stretch, Boolean> lines = new HashMap<>();

        private Judge(FileText file) {
            this.file = file;
            this.isPath = isPath(file.path());
        }

        boolean allows(Match match) {
            List<Boolean> checks = new ArrayList<>();
            if (hasCommits) {
                checks.add(false);
            }
            if (!paths.isEmpty()) {
                checks.add(isPath);
            }
            if (!regexes.isEmpty()) {
                checks.add(isExpected(match));
            }
            if (!stopwords.isEmpty()) {
                checks.add(isStopped(match));
            }
            return needsAll ? !checks.contains(false) : checks.contains(true);
        }

        private boolean isExpected(Match match) {
            return switch (target) {
                case SECRET -> has(file.secret(match));
                case MATCH -> has(file.all(match));
                case LINE -> lines.computeIfAbsent(file.stretch(match), stretch -> has(file.lines(stretch)));
            };
        }

        private boolean has(String text) {
            return regexes.stream().anyMatch(expression -> expression.isIn(text));
        }

        private boolean isStopped(Match match) {
            String secret = file.secret(match).toLowerCase(Locale.ROOT);
            return stopwords.stream().anyMatch(secret::contains);
        }
    }
}
