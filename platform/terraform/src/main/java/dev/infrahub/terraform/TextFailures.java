package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.infrahub.secrets.Secrets;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What lines outside of any change say of something that failed: Terraform's errors, and what tools that run several units tell of
 * one. Whatever stands in front of such a line, for a unit that failed has printed no plan by which its front is known. A step of
 * the pipeline that ends with another exit code is no failure of Terraform's, which ends a plan with changes with 2.
 */
final class TextFailures {

    private static final String ERROR = "Error: ";
    private static final char BOX_BEGIN = '\u2577';
    private static final char BOX_SIDE = '\u2502';
    private static final char BOX_END = '\u2575';

    private static final int MOST = 100;
    private static final int MOST_BOXES = 1000;
    private static final int LONGEST = 200;

    /** A gap this wide ends a name in front. */
    private static final int WIDE = 2;

    /** Terragrunt and Atlantis, wherever in a line. */
    private static final List<String> OF_UNITS = List.of(
            "finished with an error",
            "did not finish successfully",
            "terraform invocation failed in ",
            "tofu invocation failed in ",
            "Planning failed. Terraform encountered",
            "Planning failed. OpenTofu encountered",
            "**Plan Error**",
            "**Plan Failed**");

    private static final Pattern EXIT =
            Pattern.compile("(?:[Tt]erraform|[Oo]pen[Tt]ofu|[Tt]ofu|[Tt]erragrunt)\\b.{0,200}"
                    + "(?:(?:exited|failed) with (?:exit )?code|: exit status) '?(\\d{1,5})");
    private static final Pattern SEVERAL = Pattern.compile("\\b\\d{1,5} errors? occurred:");
    private static final Pattern NUMBER_OF_UNITS =
            Pattern.compile("[^\\w]*(?:Failed|Early Exits)\\s+([1-9]\\d{0,5})[^\\w]*");
    private static final Set<String> NO_FAILURE = Set.of("0", "2");

    /** What the error of a later step than planning begins with, and one of the pipeline itself. */
    private static final Pattern OF_LATER_STEP = Pattern.compile(
            "Task Stage |(?:\\w+ )?Policy Check |the run failed because |Process completed with exit code");

    /** In front of a string that is a line of a log. */
    private static final Pattern MESSAGE =
            Pattern.compile("\\s*\"|.*\\b@?(?:message|msg|log|line|text|stdout|stderr)\"?\\s*[:=]\\s*\"");

    private final Set<String> told = new LinkedHashSet<>();
    /** By what stands in front of them, the boxes that are open, and whether their title was read. */
    private final Map<String, Boolean> boxes = new HashMap<>();

    private boolean countsUnits;

    /** Reads a line that is no part of a plan. */
    void read(String line) {
        if (!isInBox(line)) {
            readAlone(line);
        }
    }

    /** Terraform sets a diagnostic into a box: its title says whether it is an error, and all below may say anything. */
    private boolean isInBox(String line) {
        int begin = line.indexOf(BOX_BEGIN);
        if (begin >= 0) {
            if (boxes.size() == MOST_BOXES) {
                boxes.clear();
            }
            boxes.put(front(line, begin), false);
            return true;
        }
        int end = boxes.isEmpty() ? -1 : line.indexOf(BOX_END);
        if (end >= 0) {
            boxes.remove(front(line, end));
            return true;
        }
        int side = boxes.isEmpty() ? -1 : line.indexOf(BOX_SIDE);
        return side >= 0
                && isTitledBox(front(line, side), line.substring(side + 1).strip());
    }

    private boolean isTitledBox(String front, String text) {
        Boolean titled = boxes.get(front);
        if (titled == null) {
            return false;
        }
        if (!titled && !text.isEmpty()) {
            boxes.put(front, true);
            if (text.startsWith(ERROR)) {
                addError(text.substring(ERROR.length()));
            }
        }
        return true;
    }

    private static String front(String line, int end) {
        return TextMask.of(line, end, TextMask.Variation.CLOCKS);
    }

    private void readAlone(String line) {
        int error = line.indexOf(ERROR);
        if (error >= 0 && begins(line, error)) {
            addError(line.substring(error + ERROR.length()));
        }
        for (String words : OF_UNITS) {
            if (line.contains(words)) {
                add(line.strip());
            }
        }
        addExit(line);
        countsUnits |= line.contains("Run Summary");
        if (SEVERAL.matcher(line).find()
                || (countsUnits && NUMBER_OF_UNITS.matcher(line).matches())) {
            add(line.strip());
        }
    }

    /** Whether nothing but what stands in front of lines is in front, and no sentence goes on. */
    private static boolean begins(String line, int start) {
        String front = line.substring(0, start);
        String name = front.stripTrailing();
        if (name.isEmpty()) {
            return true;
        }
        char last = name.charAt(name.length() - 1);
        if (last == '"') {
            return MESSAGE.matcher(front).matches();
        }
        boolean wide = front.length() - name.length() >= WIDE || front.endsWith("\t");
        return wide || !Character.isLetter(last) || isZone(name);
    }

    /** The Z of a time. */
    private static boolean isZone(String name) {
        return name.length() > 1 && name.endsWith("Z") && Identifier.isDigit(name.charAt(name.length() - 2));
    }

    private void addExit(String line) {
        if (line.contains(" code ") || line.contains(" status ")) {
            Matcher exit = EXIT.matcher(line);
            if (exit.find() && !NO_FAILURE.contains(exit.group(1))) {
                add(line.strip());
            }
        }
    }

    private void addError(String title) {
        Matcher exit = EXIT.matcher(title);
        boolean calm = OF_LATER_STEP.matcher(title).lookingAt() || (exit.find() && NO_FAILURE.contains(exit.group(1)));
        if (!calm) {
            add(title);
        }
    }

    private void add(String what) {
        if (told.size() < MOST) {
            String begin = what.substring(0, Math.min(what.length(), LONGEST)).strip();
            String words = begin.endsWith(".") ? begin.substring(0, begin.length() - 1) : begin;
            told.add(Secrets.find(what).isEmpty() ? words : "something that holds a secret");
        }
    }

    /** Each in the words of the log; empty where nothing failed. */
    List<String> told() {
        return List.copyOf(told);
    }

    boolean isEmpty() {
        return told.isEmpty();
    }
}
