package dev.infrahub.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real browser, where one is installed. */
public final class Chromium {

    private Chromium() {}

    /** Where it is, or a skipped test that says why. */
    public static Path onPath() {
        Optional<Path> found = Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
        Assumptions.assumeTrue(
                found.isPresent(), "SKIPPED: there is no Chromium on the path; apt-get install chromium");
        return found.orElseThrow();
    }
}
