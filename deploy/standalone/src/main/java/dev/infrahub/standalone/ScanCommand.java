package dev.infrahub.standalone;

import dev.infrahub.scanning.Baseline;
import dev.infrahub.scanning.OneLine;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import dev.infrahub.scanning.ScanRefused;
import dev.infrahub.scanning.ScanRules;
import dev.infrahub.scanning.TeamFile;
import dev.infrahub.scanning.WorkTree;
import dev.infrahub.standalone.ScanOptions.Lines;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** {@code ./hub scan [PATH]}: the engine of the hub as a command, without a hub. Says nothing of what a credential is. */
public final class ScanCommand {

    static final int CLEAN = 0;
    static final int FOUND = 1;
    static final int FAILED = 2;

    private final Path directory;
    private final PrintStream out;

    /** @param directory that paths are relative to */
    ScanCommand(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
    }

    static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int exit = new ScanCommand(Path.of(""), out).run(args);
        out.flush();
        System.exit(exit);
    }

    /**
     * The exit code: 0 where no credential was found but what is allowed or known, 1 where one was, 2 where that is not known. Advice
     * changes nothing of it.
     */
    int run(String... args) {
        try {
            ScanOptions options = ScanOptions.of(args);
            if (options.help()) {
                out.println(ScanOptions.HELP);
                return CLEAN;
            }
            return scan(options);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        } catch (Throwable e) {
            // else the JVM would exit as if something were found
            System.err.println("hub: " + OneLine.of(reason(e)));
            return FAILED;
        }
    }

    private static String reason(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException e -> "there is no " + e.getFile();
            case FileSystemException e ->
                e.getFile() + " cannot be read or written: "
                        + Objects.requireNonNullElse(e.getReason(), "not permitted");
            case IllegalArgumentException e -> String.valueOf(e.getMessage());
            case IOException e -> String.valueOf(e.getMessage());
            case ScanRefused e -> e.sentence();
            default -> "the scan broke off, which is a fault of its own and says nothing of the files: " + failure;
        };
    }

    private int scan(ScanOptions options) throws IOException, InterruptedException {
        Optional<Baseline> known = options.baseline().isPresent()
                ? Optional.of(baseline(options.baseline().get()))
                : Optional.empty();
        // with no baseline there is nothing that fingerprints could be compared with
        Baseline key = known.orElseGet(Baseline::empty);
        WorkTree tree = tree(options.path());
        ScanRules rules = rules(options, tree);
        Scan scan = new Scan(key.hashes(), ScanLimits.OF_COMMANDS, rules);
        switch (options.lines()) {
            case Lines.All() -> tree.files(scan);
            case Lines.Staged() -> tree.staged(scan);
            case Lines.Since(String commit) -> since(commit, tree, scan);
        }
        Scan.Result result = scan.result();
        if (options.lines() instanceof Lines.All && result.digests().isEmpty()) {
            throw new IllegalArgumentException(
                    "no file was looked into: %d were skipped, and what Git ignores is not scanned"
                            .formatted(result.skipped().size()));
        }
        ScanFindings findings = ScanFindings.of(rules, result, known);
        if (options.writeBaseline().isPresent()) {
            write(
                    options.writeBaseline().get(),
                    key.of(result.detections().stream()
                                    .filter(one -> one.allowedBy().isEmpty())
                                    .toList())
                            + "\n");
        }
        out.println(
                switch (options.format()) {
                    case TEXT -> findings.text();
                    case JSON -> findings.json();
                    case SARIF -> findings.sarif();
                });
        return findings.secrets().isEmpty() || options.writeBaseline().isPresent() ? CLEAN : FOUND;
    }

    private static void since(String commit, WorkTree tree, Scan scan) throws IOException, InterruptedException {
        try {
            tree.since(commit, scan);
        } catch (IOException e) {
            throw new IOException(
                    "--since " + commit + ": " + e.getMessage() + "; it takes a commit that is here, with its history",
                    e);
        }
    }

    private WorkTree tree(Path path) {
        if (!Files.exists(directory.resolve(path))) {
            throw new IllegalArgumentException("there is no " + path);
        }
        return new WorkTree(directory, path);
    }

    private ScanRules rules(ScanOptions options, WorkTree tree) throws IOException, InterruptedException {
        Path file = options.config().isPresent()
                ? options.config().get()
                : tree.root().resolve(TeamFile.NAME);
        if (options.config().isEmpty() && !Files.exists(file)) {
            return ScanRules.OF_THE_HUB;
        }
        String toml = read(file);
        try {
            ScanRules rules = TeamFile.rules(toml);
            rules.notes().forEach(note -> System.err.println("hub: " + OneLine.of(file + ": " + note)));
            return rules;
        } catch (ScanRefused refused) {
            throw new IllegalArgumentException(file + ": " + refused.sentence());
        }
    }

    private Baseline baseline(Path file) throws IOException {
        return Baseline.of(read(file))
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " is no baseline: make one with ./hub scan --write-baseline FILE"));
    }

    private String read(Path file) throws IOException {
        if (Files.isDirectory(directory.resolve(file))) {
            throw new IllegalArgumentException(file + " is a folder");
        }
        try {
            return Files.readString(directory.resolve(file));
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("there is no " + file);
        } catch (CharacterCodingException _) {
            throw new IllegalArgumentException(file + " is not UTF-8");
        }
    }

    private void write(Path file, String content) throws IOException {
        try {
            Files.writeString(directory.resolve(file), content);
        } catch (NoSuchFileException _) {
            throw new IllegalArgumentException("the folder of " + file + " is not there");
        }
    }
}
