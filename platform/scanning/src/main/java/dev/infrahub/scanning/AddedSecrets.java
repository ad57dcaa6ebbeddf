package dev.infrahub.scanning;

import dev.infrahub.secrets.Finding;
import dev.infrahub.secrets.Rule;
import dev.infrahub.secrets.Rules;
import dev.infrahub.secrets.Secrets;
import java.util.ArrayList;
import java.util.List;

/** Credentials in what a diff adds, as {@code git diff} writes one: what it takes away is known already. */
public final class AddedSecrets {

    private static final String FILE = "+++ ";
    private static final String HUNK = "@@ -";
    private static final String NONE = "/dev/null";
    private static final int NO_NUMBER = -1;
    private static final int LONGEST_PATH = 300;
    private static final int MOST = 500;

    private final List<Added> found = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final List<Integer> lines = new ArrayList<>();
    private String path = "";
    private int next;
    private int left;

    private AddedSecrets() {}

    /**
     * One that was found.
     *
     * @param line in the new file
     */
    public record Added(String ruleId, String title, String path, int line) {}

    /** In the order of the diff, 500 at most. */
    public static List<Added> in(String diff) {
        AddedSecrets secrets = new AddedSecrets();
        // a carriage return ends no line of Git's
        for (int start = 0; start < diff.length(); ) {
            int end = diff.indexOf('\n', start);
            secrets.read(diff.substring(start, end < 0 ? diff.length() : end));
            start = end < 0 ? diff.length() : end + 1;
        }
        secrets.endOfFile();
        return List.copyOf(secrets.found);
    }

    /** A line inside a hunk may look like a heading: only how many lines the hunk has tells. */
    private void read(String line) {
        if (left > 0) {
            inHunk(line);
        } else if (line.startsWith(FILE)) {
            endOfFile();
            path = path(line.substring(FILE.length()));
        } else if (line.startsWith(HUNK)) {
            beginHunk(line);
        }
    }

    private void inHunk(String line) {
        if (line.startsWith("-") || line.startsWith("\\")) {
            return;
        }
        if (line.startsWith("+")) {
            text.append(line, 1, line.length()).append('\n');
            lines.add(next);
        }
        next++;
        left--;
    }

    /** {@code @@ -1,7 +1,9 @@}: without a number of lines it is one. */
    private void beginHunk(String line) {
        int plus = line.indexOf(" +");
        int end = line.indexOf(" @@", Math.max(plus, 0));
        if (plus < 0 || end < 0) {
            return;
        }
        String range = line.substring(plus + 2, end);
        int comma = range.indexOf(',');
        next = number(comma < 0 ? range : range.substring(0, comma));
        left = next == NO_NUMBER ? 0 : comma < 0 ? 1 : number(range.substring(comma + 1));
    }

    private static int number(String digits) {
        try {
            return Integer.parseUnsignedInt(digits);
        } catch (NumberFormatException _) {
            return NO_NUMBER;
        }
    }

    /** Behind the name there may be a tab and a time. */
    private static String path(String told) {
        int tab = told.indexOf('\t');
        String name = tab < 0 ? told : told.substring(0, tab);
        String whole = name.equals(NONE) ? "" : name.startsWith("b/") ? name.substring(2) : name;
        return whole.codePoints()
                .limit(LONGEST_PATH)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private void endOfFile() {
        String added = text.toString();
        int line = 0;
        int read = 0;
        for (Finding finding : Secrets.find(added)) {
            if (found.size() == MOST) {
                break;
            }
            for (; read < finding.start(); read++) {
                line += added.charAt(read) == '\n' ? 1 : 0;
            }
            Rule rule = Rules.of(finding.ruleId());
            found.add(new Added(rule.id(), rule.title(), path, lines.get(line)));
        }
        text.setLength(0);
        lines.clear();
        left = 0;
    }
}
