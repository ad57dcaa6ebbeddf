package dev.infrahub.terraform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Plans that no one here wrote, outside the project; tests on them are skipped where they are not at hand. */
final class RealPlans {

    private RealPlans() {}

    /** The file or folder of this name in the test data. */
    static Path locate(String name) {
        Path data = Optional.ofNullable(System.getenv("HUB_TEST_DATA"))
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("hub.project.root", "../.."), "../shared/data"));
        Path found = data.resolve(name);
        if (!Files.exists(found)) {
            Assumptions.abort("no test data: set HUB_TEST_DATA to the folder that holds '%s'".formatted(name));
        }
        return found;
    }

    static List<Path> json() {
        return files("plans", ".json");
    }

    static List<Path> texts() {
        return files("plans-text", ".txt");
    }

    private static List<Path> files(String folder, String extension) {
        try (Stream<Path> files = Files.list(locate(folder))) {
            return files.filter(file -> file.toString().endsWith(extension))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows of a tab-separated file below its heading. */
    static List<String[]> table(String name) {
        try (Stream<String> lines = Files.lines(locate(name))) {
            return lines.skip(1).map(line -> line.split("\t", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
