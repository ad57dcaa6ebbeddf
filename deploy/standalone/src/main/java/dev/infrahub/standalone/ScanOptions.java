package dev.infrahub.standalone;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code ./hub scan} is asked for.
 *
 * @param config a file of a team's rules
 * @param baseline a file of what is known
 * @param writeBaseline where a file of all that is found is written
 */
record ScanOptions(
        Path path,
        Format format,
        Lines lines,
        Optional<Path> config,
        Optional<Path> baseline,
        Optional<Path> writeBaseline,
        boolean help) {

    static final String HELP = """
            usage: ./hub scan [PATH] [OPTION...]

              PATH                   a file or folder; . where it is not said. Of a Git repository: the files that Git has or
                                     would take
              --staged               only lines that are staged for the next commit, as they are staged
              --since COMMIT         only lines that HEAD has and COMMIT has not, since the two have parted: of a pull request,
                                     as in --since origin/main
              --format text          path:line:column, one finding a line (default); then the first 20 files that were skipped,
                                     and why
              --format json          the same as JSON
              --format sarif         SARIF 2.1.0, as code scanning takes it
              --config FILE          rules and allowlists of your own, as gitleaks has them; .gitleaks.toml at the root where it is
                                     not said
              --baseline FILE        what is in this file is known, and does not count
              --write-baseline FILE  write all that is found to this file, which may be committed

            exits with 0 where nothing was found but what is allowed or known, 1 where something was, 2 where that is not known;
            what is only advised, as a variable of Terraform's that is not marked as sensitive, is told and changes nothing of that
            A line with infrahub:allow or gitleaks:allow is allowed. Paths are told from the root of the repository, wherever in
            it the scan begins; without one from the current directory, or from PATH where that is not in it.""";

    private static final String STAGED = "--staged";
    private static final String SINCE = "--since";
    private static final String FORMAT = "--format";
    private static final String CONFIG = "--config";
    private static final String BASELINE = "--baseline";
    private static final String WRITE_BASELINE = "--write-baseline";
    private static final Set<String> HELPS = Set.of("-h", "--help");
    private static final Set<String> WITH_VALUE = Set.of(SINCE, FORMAT, CONFIG, BASELINE, WRITE_BASELINE);

    /** How findings are written. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    /** Which lines count. */
    sealed interface Lines {

        /** All of the files on disk. */
        record All() implements Lines {}

        /** What is staged and the last commit has not. */
        record Staged() implements Lines {}

        /** What the last commit has and another has not. */
        record Since(String commit) implements Lines {}
    }

    /** @throws IllegalArgumentException that says what is wrong */
    static ScanOptions of(String... args) {
        Map<String, String> said = new HashMap<>();
        Iterator<String> words = List.of(args).iterator();
        while (words.hasNext()) {
            String word = words.next();
            if (WITH_VALUE.contains(word)) {
                said.put(word, value(word, words));
            } else if (word.equals(STAGED) || HELPS.contains(word)) {
                said.put(word, word);
            } else if (word.startsWith("-")) {
                throw new IllegalArgumentException("scan knows no " + word + "; ./hub scan --help tells what it does");
            } else if (said.put("", word) != null) {
                throw new IllegalArgumentException("scan takes one path, not '" + word + "' as well");
            }
        }
        return of(said);
    }

    private static ScanOptions of(Map<String, String> said) {
        return new ScanOptions(
                path(said.getOrDefault("", ".")),
                format(said.getOrDefault(FORMAT, "text")),
                lines(said),
                Optional.ofNullable(said.get(CONFIG)).map(ScanOptions::path),
                Optional.ofNullable(said.get(BASELINE)).map(ScanOptions::path),
                Optional.ofNullable(said.get(WRITE_BASELINE)).map(ScanOptions::path),
                HELPS.stream().anyMatch(said::containsKey));
    }

    private static Lines lines(Map<String, String> said) {
        String since = said.get(SINCE);
        if (said.containsKey(STAGED) && since != null) {
            throw new IllegalArgumentException("scan takes --staged or --since, not both");
        }
        return said.containsKey(STAGED) ? new Lines.Staged() : since == null ? new Lines.All() : new Lines.Since(since);
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
