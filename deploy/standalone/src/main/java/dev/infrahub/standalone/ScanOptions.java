package dev.infrahub.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What {@code ./hub scan} is asked for.
 *
 * @param staged whether what is staged for the next commit is scanned, in place of what is on disk
 * @param baseline a file of what is known
 * @param writeBaseline where a file of all that is found is written
 */
record ScanOptions(
        Path path, Format format, boolean staged, Optional<Path> baseline, Optional<Path> writeBaseline, boolean help) {

    static final String HELP = """
            usage: ./hub scan [PATH] [OPTION...]

              PATH                   a file or folder; . where it is not said. Of a Git repository: the files that Git has or
                                     would take
              --format text          path:line:column, one finding a line (default)
              --format json          the same as JSON
              --format sarif         SARIF 2.1.0, as code scanning takes it
              --staged               what is staged for the next commit: files that differ from the last one, whole
              --baseline FILE        what is in this file is known, and does not count
              --write-baseline FILE  write all that is found to this file, which may be committed

            exits with 0 where nothing was found but what is allowed or known, 1 where something was, 2 where that is not known
            A line with infrahub:allow or gitleaks:allow is allowed.""";

    /** How findings are written. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static ScanOptions of(String... args) {
        ScanOptions options =
                new ScanOptions(Path.of("."), Format.TEXT, false, Optional.empty(), Optional.empty(), false);
        boolean hasPath = false;
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (!word.startsWith("-") && hasPath) {
                throw new IllegalArgumentException("scan takes one path, not '" + word + "' as well");
            }
            hasPath |= !word.startsWith("-");
            options = options.with(word, words);
        }
        return options;
    }

    private ScanOptions with(String word, Iterator<String> words) {
        return switch (word) {
            case "-h", "--help" -> new ScanOptions(path, format, staged, baseline, writeBaseline, true);
            case "--staged" -> new ScanOptions(path, format, true, baseline, writeBaseline, help);
            case "--format" -> new ScanOptions(path, format(value(word, words)), staged, baseline, writeBaseline, help);
            case "--baseline" ->
                new ScanOptions(path, format, staged, Optional.of(path(value(word, words))), writeBaseline, help);
            case "--write-baseline" ->
                new ScanOptions(path, format, staged, baseline, Optional.of(path(value(word, words))), help);
            default -> {
                if (word.startsWith("-")) {
                    throw new IllegalArgumentException(
                            "scan knows no " + word + "; ./hub scan --help tells what it does");
                }
                yield new ScanOptions(path(word), format, staged, baseline, writeBaseline, help);
            }
        };
    }

    private static String value(String option, Iterator<String> words) {
        if (!words.hasNext()) {
            throw new IllegalArgumentException(option + " takes a value");
        }
        return words.next();
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException _) {
            throw new IllegalArgumentException("'" + text + "' is no path");
        }
    }

    private static Format format(String text) {
        return Arrays.stream(Format.values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("--format takes text, json or sarif, not '" + text + "'"));
    }
}
