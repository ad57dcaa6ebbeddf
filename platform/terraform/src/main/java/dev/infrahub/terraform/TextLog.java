package dev.infrahub.terraform;

import dev.infrahub.json.Allowance;
import java.io.InputStream;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * The lines of a log, with what Terraform prints in every plan.
 *
 * @param signs of the lines that have any, by their index
 */
record TextLog(List<TextLine> lines, Map<Integer, List<TextSign>> signs) {

    static final int LINES_BETWEEN_CHECKS = 1000;

    /** Of one that is remembered, and of the line it is in. */
    private static final long BYTES_A_SIGN = 160;

    private static final String HARD_SPACE = "\u00A0";

    /** In the spelling that Terraform printed, and without what stands behind every line. */
    static TextLog read(InputStream in) {
        TextLines read = TextLines.of(in);
        TextLog log = of(read.lines());
        log = log.plainer(read.escaped());
        log = log.plainer(HARD_SPACE, line -> line.replace(HARD_SPACE, " "));
        log = log.plainer(TextMarkup.QUOTE, TextMarkup::without);
        String ending = TextEnding.of(log);
        return ending.isEmpty() ? log : log.with(line -> TextEnding.without(line, ending));
    }

    private static TextLog of(List<TextLine> lines) {
        Map<Integer, List<TextSign>> signs = new LinkedHashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            List<TextSign> found = TextSign.in(lines.get(index).text());
            if (!found.isEmpty()) {
                Allowance.current().hold(BYTES_A_SIGN * found.size());
                signs.put(index, found);
            }
            if (index % LINES_BETWEEN_CHECKS == 0) {
                Allowance.current().check();
            }
        }
        return new TextLog(lines, signs);
    }

    /** Spelt otherwise, where more is recognised so: values may hold what looks like the other spelling. */
    private TextLog plainer(String mark, UnaryOperator<String> spelling) {
        boolean any =
                !hasBlocks() && lines.stream().anyMatch(line -> line.text().contains(mark));
        return any ? plainer(with(spelling)) : this;
    }

    private TextLog plainer(List<TextLine> other) {
        return hasBlocks() || other.isEmpty() ? this : plainer(of(other));
    }

    private TextLog plainer(TextLog other) {
        return other.kinds().size() > kinds().size() ? other : this;
    }

    /** Whether nothing is to be found in any other spelling: each plan with changes has some. */
    private boolean hasBlocks() {
        return kinds().contains(TextSign.Kind.BLOCK);
    }

    private TextLog with(UnaryOperator<String> spelling) {
        return of(lines.stream()
                .map(line -> TextLines.held(new TextLine(spelling.apply(line.text()), line.overwrites())))
                .toList());
    }

    private Set<TextSign.Kind> kinds() {
        Set<TextSign.Kind> kinds = EnumSet.noneOf(TextSign.Kind.class);
        signs.values().forEach(found -> found.forEach(sign -> kinds.add(sign.kind())));
        return kinds;
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    List<TextSign> signsAt(int index) {
        return signs.getOrDefault(index, List.of());
    }

    /** Whether something stands in front of what Terraform printed. */
    boolean isWrapped() {
        return signs.values().stream().flatMap(List::stream).anyMatch(sign -> sign.before() > 0);
    }
}
