package dev.infrahub.standalone;

import java.io.Console;
import java.util.Optional;

/** Colours for a terminal, and none for a file or a pipe. */
enum Style {
    COLOURED,
    PLAIN;

    static Style ofTerminal() {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return terminal && System.getenv("NO_COLOR") == null ? COLOURED : PLAIN;
    }

    String bold(String text) {
        return in("1", text);
    }

    String dim(String text) {
        return in("2", text);
    }

    String green(String text) {
        return in("32", text);
    }

    String yellow(String text) {
        return in("33", text);
    }

    String red(String text) {
        return in("31", text);
    }

    String ofRisk(String level, String text) {
        return switch (level) {
            case "low" -> green(text);
            case "medium" -> yellow(text);
            default -> red(text);
        };
    }

    private String in(String code, String text) {
        return switch (this) {
            case COLOURED -> "\u001b[" + code + "m" + text + "\u001b[0m";
            case PLAIN -> text;
        };
    }
}
