package dev.infrahub.terraform;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The block below a heading: what is set in is part of it, whatever it says. */
final class TextBlock {

    /** Behind any sign, also one that nobody knows yet. */
    private static final Pattern RESOURCE =
            Pattern.compile("\\s*(?:([^\\w\\s\"]{1,3}) +)?((?:resource|data) \"[^\"]*\" \"[^\"]*\" \\{).*");

    private static final Pattern ACTION = Pattern.compile("\\s*(action) \"([^\"]*)\" \"[^\"]*\" \\{.*");
    private static final int NOWHERE = -1;

    private final int column;
    private final @Nullable String action;
    /** Where the first thing in it begins. */
    private int body = NOWHERE;

    private boolean straggles;

    private TextBlock(int column, @Nullable String action) {
        this.column = column;
        this.action = action;
    }

    /** The block that begins in a line. */
    static Optional<TextBlock> beginning(TextLine line) {
        if (!line.text().contains("\" {")) {
            return Optional.empty();
        }
        Matcher resource = RESOURCE.matcher(line.text());
        if (resource.matches()) {
            return Optional.of(new TextBlock(resource.start(2) - overhang(resource.group(1)), null));
        }
        Matcher invoked = ACTION.matcher(line.text());
        return invoked.matches() ? Optional.of(new TextBlock(invoked.start(1), invoked.group(2))) : Optional.empty();
    }

    /** How far these signs move what follows to the right, and nothing below it. */
    private static int overhang(@Nullable String sign) {
        return switch (sign) {
            case "./+" -> 2;
            case "+/." -> 1;
            case null, default -> 0;
        };
    }

    /** Of the action that is invoked. */
    Optional<String> actionType() {
        return Optional.ofNullable(action);
    }

    boolean holds(TextLine line) {
        return line.overwrites() || line.isBlank() || (line.indent() > column && !isEnd(line));
    }

    /** The brace of the block itself: what is in it stands further to the right. */
    boolean isEnd(TextLine line) {
        return line.text().startsWith("}", line.indent()) && (body == NOWHERE || line.indent() < body);
    }

    /** Takes a line that it holds. */
    void read(TextLine line) {
        if (line.isBlank() || line.overwrites()) {
            return;
        }
        body = body == NOWHERE ? line.indent() : body;
        straggles |= line.indent() < body && !line.text().startsWith("#", line.indent());
    }

    /** Whether something in it is set in less than what came first. */
    boolean straggles() {
        return straggles;
    }
}
