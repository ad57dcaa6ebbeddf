package dev.infrahub.terraform;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What stands in front of the lines of a log: found by what repeats in front of the things that every plan has, whoever wrote it
 * there.
 */
final class TextWrapping {

    private static final int KINDS = 2;

    private static final int UNKNOWN = Integer.MAX_VALUE;

    /** Each is looked for in each line. */
    private static final int MOST_LENGTHS = 64;

    private final TextMask.Variation variation;
    private final Map<String, Front> fronts;
    private final Set<Integer> lengths;

    private TextWrapping(TextMask.Variation variation, Map<String, Front> fronts) {
        this.variation = variation;
        this.fronts = fronts;
        this.lengths =
                new TreeSet<>(fronts.keySet().stream().map(String::length).toList());
    }

    /** What is known of one. */
    private static final class Front {

        private final Set<TextSign.Kind> kinds = EnumSet.noneOf(TextSign.Kind.class);
        /** Whether a word follows without a space. */
        private boolean glued;
        /** Spaces behind it that are not the unit's: names of several lengths may be filled up to one. */
        private int margin = UNKNOWN;

        private void add(TextSign sign, String line) {
            kinds.add(sign.kind());
            int start = sign.before();
            while (start < line.length() && line.charAt(start) == ' ') {
                start++;
            }
            int spaces = start - sign.before();
            glued |= spaces == 0;
            switch (sign.kind()) {
                case BANNER, TOTAL, OUTPUTS, NOTHING, OPENING -> margin = Math.min(margin, spaces);
                case HEADING, BLOCK -> {}
            }
        }

        /**
         * In front of so many kinds of things the same must stand, since a value that quotes a line has it once; a whole sentence
         * may be all that a unit prints.
         */
        private boolean repeats() {
            return kinds.size() >= KINDS
                    || kinds.contains(TextSign.Kind.NOTHING)
                    || kinds.contains(TextSign.Kind.OPENING);
        }
    }

    /**
     * A line as one unit has it.
     *
     * @param unit what the unit is told from others by; empty for what stands in front of nothing
     */
    record Unwrapped(String unit, TextLine line) {}

    static TextWrapping in(TextLog log, TextMask.Variation variation) {
        Map<String, Front> fronts = new LinkedHashMap<>();
        log.signs().forEach((index, found) -> {
            String line = log.lines().get(index).text();
            found.stream()
                    .filter(sign -> sign.before() > 0)
                    .forEach(sign -> fronts.computeIfAbsent(
                                    TextMask.of(line, sign.before(), variation), _ -> new Front())
                            .add(sign, line));
        });
        fronts.values().removeIf(front -> !front.repeats());
        int usual = fronts.values().stream()
                .mapToInt(front -> front.margin)
                .filter(margin -> margin != UNKNOWN)
                .min()
                .orElse(0);
        fronts.values().forEach(front -> front.margin = front.margin == UNKNOWN ? usual : front.margin);
        TextWrapping wrapping = new TextWrapping(variation, fronts);
        return wrapping.lengths.size() > MOST_LENGTHS ? new TextWrapping(variation, Map.of()) : wrapping;
    }

    boolean isEmpty() {
        return fronts.isEmpty();
    }

    /** The line itself, and without each of what may stand in front of it, the longest last. */
    List<Unwrapped> of(TextLine line) {
        List<Unwrapped> all = new ArrayList<>(List.of(new Unwrapped("", line)));
        if (isEmpty()) {
            return all;
        }
        TextMask mask = TextMask.of(line.text(), variation);
        for (int length : lengths) {
            if (length > mask.text().length()) {
                break;
            }
            String name = mask.text().substring(0, length);
            Front front = fronts.get(name);
            int behind = mask.behind(length);
            if (front != null && (front.glued || ends(line.text(), behind))) {
                all.add(name.endsWith("\"") ? quoted(name, line, behind) : bare(name, front, line, behind));
            }
        }
        return all;
    }

    private static Unwrapped bare(String name, Front front, TextLine line, int behind) {
        int start = behind;
        while (start < line.text().length()
                && start - behind < front.margin
                && line.text().charAt(start) == ' ') {
            start++;
        }
        return new Unwrapped(name, new TextLine(line.text().substring(start), line.overwrites()));
    }

    /** Whether what stands in front ends there, and no name goes on. */
    private static boolean ends(String line, int behind) {
        return behind == line.length()
                || !Character.isLetterOrDigit(line.charAt(behind - 1))
                || Character.isWhitespace(line.charAt(behind));
    }

    /** What names the unit may stand behind the string; of a list of strings the last has no comma. */
    private Unwrapped quoted(String front, TextLine line, int start) {
        TextQuoted quoted = TextQuoted.at(line.text(), start - 1);
        String behind = line.text().substring(quoted.end());
        String rest = behind.endsWith(",") ? behind.substring(0, behind.length() - 1) : behind;
        return new Unwrapped(
                front + TextMask.of(rest, variation).text(), new TextLine(quoted.text(), line.overwrites()));
    }
}
