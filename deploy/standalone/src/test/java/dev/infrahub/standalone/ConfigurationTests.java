package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** docs/configuration.md has every variable of every service, with its default, and no other. */
class ConfigurationTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z]\\w*)(?::([^${}]*))?");
    private static final Pattern ROW = Pattern.compile("^\\| `([A-Z]\\w*)` \\|[^|]*\\|([^|]*)\\|[^|]*\\|$");

    @ParameterizedTest
    @CsvSource({
        "Every service, platform/events/src/main/resources/events.yaml",
        "gateway, gateway/src/main/resources/gateway.yaml",
        "Language models, platform/ai/src/main/resources/ai.yaml",
        "plan-analyzer, plan-analyzer/src/main/resources/plan-analyzer.yaml",
        "drift-worker, drift-worker/src/main/resources/drift-worker.yaml",
        "secret-scanner, secret-scanner/src/main/resources/secret-scanner.yaml",
        "chat-service, chat-service/src/main/resources/chat-service.yaml",
        "cab-signer, cab-signer/src/main/resources/cab-signer.yaml platform/quantumapi/src/main/resources/quantumapi.yaml",
        "console, console/src/main/resources/console.yaml",
        "quantumapi-local, deploy/quantumapi-local/src/main/resources/quantumapi-local.yaml"
    })
    void the_page_says_what_the_files_say(String section, String files) {
        Map<String, String> read = Arrays.stream(files.split(" ", -1))
                .map(ROOT::resolve)
                .flatMap(ConfigurationTests::variables)
                .collect(Collectors.toMap(Variable::name, Variable::byDefault, (one, _) -> one, TreeMap::new));

        assertThat(documented(section)).isEqualTo(read);
    }

    @Test
    void no_service_is_left_out() throws IOException {
        List<String> names = List.of(
                "ai.yaml",
                "events.yaml",
                "gateway.yaml",
                "plan-analyzer.yaml",
                "drift-worker.yaml",
                "secret-scanner.yaml",
                "chat-service.yaml",
                "cab-signer.yaml",
                "console.yaml",
                "quantumapi.yaml",
                "quantumapi-local.yaml",
                "supervision.yaml");
        try (Stream<Path> files = Files.walk(ROOT)) {
            assertThat(files.map(Path::toString)
                            .filter(file -> file.contains("/src/main/resources/"))
                            .map(file -> file.substring(
                                    file.indexOf("/src/main/resources/") + "/src/main/resources/".length()))
                            .filter(file -> file.endsWith(".yaml") || file.endsWith(".yml"))
                            .filter(file -> !file.contains("/")))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void the_launcher_knows_what_the_page_says_of_it() throws IOException {
        String launcher = Files.readString(ROOT.resolve("hub"));

        assertThat(documented("./hub").keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(launcher).contains(name));
    }

    private record Variable(String name, String byDefault) {}

    private static Stream<Variable> variables(Path file) {
        return VARIABLE.matcher(text(file))
                .results()
                .map(found -> new Variable(found.group(1), found.group(2) == null ? "" : found.group(2)));
    }

    private static Map<String, String> documented(String section) {
        Map<String, String> rows = new TreeMap<>();
        for (String line : section(section).lines().toList()) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(rows.put(row.group(1), row.group(2).strip().replace("`", "")))
                        .as(row.group(1) + " twice")
                        .isNull();
            }
        }
        return rows;
    }

    private static String section(String name) {
        return Arrays.stream(text(ROOT.resolve("docs/configuration.md")).split("(?m)^## ", -1))
                .filter(section -> section.startsWith(name + "\n"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("docs/configuration.md has no section " + name));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
