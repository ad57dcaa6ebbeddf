package dev.infrahub.standalone;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** What a person in front of a terminal sees: one line for each step, with the time since the start. */
record Console(Instant start, PrintStream out) {

    static Console sinceProcessStart() {
        Instant start = ProcessHandle.current().info().startInstant().orElseGet(Instant::now);
        return new Console(start, System.out);
    }

    static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(java.io.Console::isTerminal)
                .orElse(false);
    }

    void say(String line) {
        out.println(String.format(Locale.ROOT, "[%5.1f s] %s", secondsSinceStart(), line));
    }

    /** A line that belongs to the one before. */
    void detail(String line) {
        out.println("          " + line);
    }

    double secondsSinceStart() {
        return Duration.between(start, Instant.now()).toMillis() / 1000.0;
    }
}
