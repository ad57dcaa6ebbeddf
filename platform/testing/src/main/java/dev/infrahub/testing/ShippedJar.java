package dev.infrahub.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The jar that a service is shipped as: with all it needs, made when its module is packaged. */
public final class ShippedJar {

    private static final String ENDING = "-exec.jar";

    private ShippedJar() {}

    /** The one of the module that this class is of. */
    public static Path of(Class<?> application) {
        List<Path> jars = in(target(application));
        if (jars.size() != 1) {
            throw new IllegalStateException("beside " + application.getSimpleName() + " there is not one *" + ENDING
                    + " but " + jars + "; mvn package makes it");
        }
        return jars.getFirst();
    }

    /** Those of all modules of a project that were packaged. */
    public static List<Path> all(Path project) {
        try (Stream<Path> files = Files.walk(project, 4)) {
            return files.filter(file -> file.endsWith("target"))
                    .flatMap(target -> in(target).stream())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> in(Path target) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.toString().endsWith(ENDING)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The class is in {@code target/classes}, or in the plain jar beside the one that is shipped. */
    private static Path target(Class<?> application) {
        try {
            Path code = Path.of(application
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return Objects.requireNonNull(code.getParent());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
