package dev.infrahub.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./hub verify}, as a process of its own: it knows the file and whose key to trust, and nothing of a hub.
 *
 * @param launcher the command {@code hub}
 */
record OfflineVerifier(Path launcher) {

    /** @param lines what it prints: the verdict first, then what each check found */
    record Verdict(boolean isValid, List<String> lines) {

        /** The findings of one kind: {@code ok}, {@code NO} or {@code ?}. */
        List<String> found(String kind) {
            return lines.stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(kind + " "))
                    .map(line -> line.substring(kind.length()).strip())
                    .toList();
        }
    }

    /** As somebody would type it. */
    List<String> command(Path file, String trustedKey) {
        return List.of(launcher.toString(), "verify", file.toString(), "--key", trustedKey);
    }

    Verdict verify(Path file, String trustedKey) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(file, trustedKey))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Verdict(process.waitFor() == 0, printed.lines().toList());
    }
}
