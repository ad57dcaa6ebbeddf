package dev.infrahub.testkit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** Data that nobody of this project wrote, where it is installed. */
public final class TestData {

    private TestData() {}

    /** The folder, or a skipped test that says why. */
    public static Path folder(String name) {
        Path root = Optional.ofNullable(System.getenv("HUB_TEST_DATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("hub.project.root", "."), "..", "shared", "data"));
        Path folder = root.resolve(name).normalize();
        Assumptions.assumeTrue(
                Files.isDirectory(folder),
                () -> "no test data at " + folder + "; set HUB_TEST_DATA to the folder that holds '" + name + "'");
        return folder;
    }
}
