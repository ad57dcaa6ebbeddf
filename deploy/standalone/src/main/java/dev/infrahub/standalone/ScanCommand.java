package dev.infrahub.standalone;

import dev.infrahub.scanning.Baseline;
import dev.infrahub.scanning.Fingerprints;
import dev.infrahub.scanning.Scan;
import dev.infrahub.scanning.ScanLimits;
import dev.infrahub.scanning.ScanRefused;
import dev.infrahub.scanning.WorkTree;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** {@code ./hub scan [PATH]}: the engine of the hub as a command, without a hub. Says nothing of what a credential is. */
public final class ScanCommand {

    static final int CLEAN = 0;
    static final int FOUND = 1;
    static final int FAILED = 2;

    private static final ScanLimits LIMITS = ScanLimits.OF_COMMANDS;

    private ScanCommand() {}

    static void main(String[] args) {
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        int exit = run(out, args);
        out.flush();
        System.exit(exit);
    }

    /** The exit code: 0 where nothing was found but what is allowed or known, 1 where something was, 2 where that is not known. */
    static int run(PrintStream out, String... args) {
        try {
            ScanOptions options = ScanOptions.of(args);
            if (options.help()) {
                out.println(ScanOptions.HELP);
                return CLEAN;
            }
            return scan(options, out);
        } catch (IllegalArgumentException | ScanRefused | IOException e) {
            System.err.println("hub: " + e.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static int scan(ScanOptions options, PrintStream out) throws IOException, InterruptedException {
        Optional<Baseline> known = options.baseline().isPresent()
                ? Optional.of(baseline(options.baseline().get()))
                : Optional.empty();
        // with no baseline there is nothing that fingerprints could be compared with
        Baseline key = known.orElseGet(Baseline::empty);
        Scan.Result result = result(options, key.hashes());
        ScanFindings findings = ScanFindings.of(result, known);
        if (options.writeBaseline().isPresent()) {
            Files.writeString(
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
        return findings.unknown().isEmpty() || options.writeBaseline().isPresent() ? CLEAN : FOUND;
    }

    private static Scan.Result result(ScanOptions options, Fingerprints fingerprints)
            throws IOException, InterruptedException {
        if (!Files.exists(options.path())) {
            throw new IllegalArgumentException("there is no " + options.path());
        }
        Scan scan = new Scan(fingerprints, LIMITS);
        WorkTree tree = new WorkTree(options.path(), scan, LIMITS);
        if (options.staged()) {
            tree.staged();
        } else {
            tree.files();
        }
        return scan.result();
    }

    private static Baseline baseline(Path file) throws IOException {
        return Baseline.of(Files.readString(file))
                .orElseThrow(() -> new IllegalArgumentException(
                        file + " is no baseline: make one with ./hub scan --write-baseline FILE"));
    }
}
