package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/security.md names tests that there are. */
class SecurityTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final Pattern TEST = Pattern.compile("`([A-Z]\\w+(?:Tests|IT|Contract))(?:\\.(\\w+))?`");

    @Test
    void each_test_that_the_page_names_is_there() throws IOException {
        Map<String, Path> sources = sources();

        assertThat(TEST.matcher(Files.readString(ROOT.resolve("docs/security.md")))
                        .results())
                .hasSizeGreaterThan(20)
                .allSatisfy(named -> assertThat(sources).containsKey(named.group(1)))
                .allSatisfy(named -> assertThat(Files.readString(sources.get(named.group(1))))
                        .contains(method(named)));
    }

    private static String method(MatchResult named) {
        return named.group(2) == null ? "class " + named.group(1) : " " + named.group(2) + "(";
    }

    private static Map<String, Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/src/test/java/")
                            || file.toString().contains("/testing/src/main/java/"))
                    .filter(file -> file.toString().endsWith(".java"))
                    .collect(Collectors.toMap(
                            file -> file.getFileName().toString().replace(".java", ""), file -> file, (one, _) -> one));
        }
    }
}
