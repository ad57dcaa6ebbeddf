package dev.infrahub.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The auditor's command: {@code java -jar hub-verify.jar FILE…}. */
public final class HubVerify {

    static final int VALID = 0;
    static final int NOT_VALID = 1;
    static final int NOT_READABLE = 2;

    private HubVerify() {}

    static void main(String[] args) {
        System.exit(run(args, new PrintStream(System.out, true, StandardCharsets.UTF_8)));
    }

    /** @return the exit code: of several files the worst */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments arguments = Arguments.of(args);
            int worst = VALID;
            for (Path file : arguments.files()) {
                worst = Math.max(worst, verify(file, arguments, out));
            }
            return worst;
        } catch (Unreadable wrong) {
            out.println(wrong.getMessage());
            return NOT_READABLE;
        }
    }

    private static int verify(Path file, Arguments arguments, PrintStream out) {
        Findings findings;
        try {
            findings = Document.of(Files.text(file)).verify(arguments.trust());
            if (arguments.extract().isPresent()) {
                Files.extract(findings.signatures(), arguments.extract().get());
            }
        } catch (Unreadable wrong) {
            out.println(file + ": NOT READABLE");
            out.println("  " + wrong.getMessage());
            return NOT_READABLE;
        } catch (IOException e) {
            out.println(file + ": what was extracted could not be written (" + e.getMessage() + ")");
            return NOT_READABLE;
        }
        out.println(file + (findings.isValid() ? ": VALID" : ": NOT VALID"));
        findings.lines().forEach(line -> out.println("  " + line));
        return findings.isValid() ? VALID : NOT_VALID;
    }
}
