package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;

/** The outputs that change, line by line. What stands further to the right than their names is part of a value. */
final class TextOutputs {

    private static final Pattern OUTPUT = Pattern.compile("\\s*([+~!-]) +(\"?" + TextHeading.NAME + "\"?)\\s*= ?(.*)");
    private static final int NOWHERE = -1;

    private final List<OutputChange> all = new ArrayList<>();
    private boolean open;
    /** Where their names begin, as that of the first does. */
    private int column = NOWHERE;

    static boolean isTitle(String line) {
        return line.strip().equals("Changes to Outputs:");
    }

    void begin() {
        open = true;
    }

    void end() {
        open = false;
        column = NOWHERE;
    }

    /** Whether a line is part of a value, whatever it says. */
    boolean holds(TextLine line) {
        return column != NOWHERE && (line.overwrites() || (!line.isBlank() && line.indent() > column));
    }

    /** Whether the line is one of the outputs. */
    boolean read(TextLine line) {
        if (!open || line.isBlank()) {
            return open;
        }
        Matcher matcher = OUTPUT.matcher(line.text());
        if (matcher.matches()) {
            column = column == NOWHERE ? matcher.start(2) : column;
            if (matcher.start(2) == column) {
                all.add(change(matcher));
            }
        } else if (column == NOWHERE || line.indent() < column) {
            end();
        }
        return open;
    }

    private static OutputChange change(Matcher output) {
        Action action = switch (output.group(1)) {
            case "+" -> Action.CREATE;
            case "-" -> Action.DELETE;
            default -> Action.UPDATE;
        };
        return new OutputChange(output.group(2), action, output.group(3).startsWith("(sensitive value)"));
    }

    int count() {
        return all.size();
    }

    List<OutputChange> all() {
        return all;
    }
}
