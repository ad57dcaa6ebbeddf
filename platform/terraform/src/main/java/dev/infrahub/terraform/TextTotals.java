package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import org.jspecify.annotations.Nullable;

/** The sum of the plan lines of a text: {@code Plan: 2 to import, 1 to add, 0 to change, 0 to destroy.} */
final class TextTotals {

    private static final Pattern LINE = Pattern.compile("[\\s*_>`]*Plan: (?:(\\d{1,7}) to import, )?"
            + "(\\d{1,7}) to add, (\\d{1,7}) to change, (\\d{1,7}) to destroy(?:, (\\d{1,7}) to forget)?.*");

    private int lines;
    private int imports;
    private int adds;
    private int changes;
    private int destroys;
    private int forgets;

    /** Whether this was a plan line, which is then part of the sum. */
    boolean add(String line) {
        if (!line.contains("Plan: ")) {
            return false;
        }
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches()) {
            return false;
        }
        lines++;
        imports = sum(imports, matcher.group(1));
        adds = sum(adds, matcher.group(2));
        changes = sum(changes, matcher.group(3));
        destroys = sum(destroys, matcher.group(4));
        forgets = sum(forgets, matcher.group(5));
        return true;
    }

    private static int sum(int total, @Nullable String digits) {
        return digits == null ? total : Math.clamp((long) total + Integer.parseInt(digits), 0, Integer.MAX_VALUE);
    }

    boolean seen() {
        return lines > 0;
    }

    int lines() {
        return lines;
    }

    boolean exceed(ChangeCounts shown) {
        return !complete(shown).equals(shown);
    }

    /** The counts of the part shown, filled up to what the plan lines say. */
    ChangeCounts complete(ChangeCounts shown) {
        return new ChangeCounts(
                Math.max(shown.create(), adds - shown.replace()),
                Math.max(shown.update(), changes),
                Math.max(shown.delete(), destroys - shown.replace()),
                shown.replace(),
                shown.read(),
                shown.noOp(),
                Math.max(shown.forget(), forgets),
                Math.max(shown.imported(), imports),
                shown.moved(),
                shown.drifted(),
                shown.unknown());
    }

    String difference(ChangeCounts shown) {
        return ("The plan line says %d to add, %d to change, %d to destroy, but the text shows only %d, %d and %d: it"
                        + " is cut. Replacements among those not shown are counted as create and delete.")
                .formatted(
                        adds,
                        changes,
                        destroys,
                        shown.create() + shown.replace(),
                        shown.update(),
                        shown.delete() + shown.replace());
    }
}
