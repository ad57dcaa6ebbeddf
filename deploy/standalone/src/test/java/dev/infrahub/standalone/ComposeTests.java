package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.io.FileSystemResource;

/** No container engine is at hand where this runs: what can be held against the code is. The rest is for {@code .ci/containers}. */
class ComposeTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));

    private final Map<?, ?> services = section(compose(), "services");

    /** What this project makes: who has to do with events, QuantumAPI's stand-in and the console. */
    private static List<String> ours() {
        return Stream.concat(
                        Stream.of(dev.infrahub.schemas.Service.values()).map(dev.infrahub.schemas.Service::id),
                        Stream.of("quantumapi-local", "console"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("ours")
    void setsOnlyVariablesThatTheServiceReads(String service) throws IOException {
        String configuration = configurationOf(service);
        assertThat(environmentOf(service).keySet())
                .isNotEmpty()
                .allSatisfy(name -> assertThat(configuration).contains("${" + name));
    }

    @Test
    void setsOnlyVariablesInTheImageThatSomeServiceReads() throws IOException {
        String configuration = resource("gateway.yaml")
                + resource("plan-analyzer.yaml")
                + resource("drift-worker.yaml")
                + resource("quantumapi-local.yaml")
                + resource("console.yaml");
        String image = Files.readString(ROOT.resolve("deploy/docker/Dockerfile"));
        for (String name : List.of(
                "HUB_BIND_ADDRESS",
                "HUB_PORT",
                "HUB_WORKER_PORT",
                "HUB_CONSOLE_PORT",
                "QUANTUMAPI_BIND_ADDRESS",
                "QUANTUMAPI_PORT")) {
            assertThat(image).contains(name + "=");
            assertThat(configuration).contains("${" + name);
        }
    }

    /** But for the one of a language model: there may be none, and not all ask for a key. */
    @Test
    void takesEveryPasswordAndKeyFromOutsideAndInsistsOnIt() {
        services.keySet()
                .forEach(service -> environmentOf(service).forEach((name, value) -> {
                    if (name.equals("AI_KEY")) {
                        assertThat(value).isEqualTo("${AI_KEY:-}");
                    } else if (name.toString().matches(".*(PASSWORD|_KEY)")) {
                        assertThat(value.toString()).matches("\\$\\{[A-Z_]+:\\?.*");
                    }
                }));
    }

    /** Whoever imports the settings of language models is told who and where. */
    @ParameterizedTest
    @MethodSource("ours")
    void handsTheLanguageModelToWhoeverAsksOne(String service) throws IOException {
        boolean asks = resource(service + ".yaml").contains("classpath:ai.yaml");

        for (String name : List.of("AI_PROVIDER", "AI_ENDPOINT", "AI_KEY", "AI_CHAT_MODEL", "AI_EMBEDDING_MODEL")) {
            assertThat(environmentOf(service).get(name)).isEqualTo(asks ? "${" + name + ":-}" : null);
            assertThat(Files.readString(ROOT.resolve(".env.example"))).contains("\n" + name + "=\n");
        }
    }

    @Test
    void givesNoContainerMoreThanItNeeds() {
        for (Object name : services.keySet()) {
            Map<?, ?> service = section(services, name);
            assertThat(service.get("cap_drop")).as("%s", name).isEqualTo(List.of("ALL"));
            assertThat(service.get("security_opt")).as("%s", name).isEqualTo(List.of("no-new-privileges:true"));
            assertThat(service.get("mem_limit")).as("%s", name).isNotNull();
            assertThat(section(service, "logging").get("options"))
                    .as("%s", name)
                    .isEqualTo(Map.of("max-size", "10m", "max-file", "5"));
            assertThat(service.get("cap_add")).as("%s", name).isNull();
            assertThat(service.get("privileged")).as("%s", name).isNull();
        }
        for (String name : ours()) {
            assertThat(section(services, name).get("read_only")).as(name).isEqualTo(true);
            assertThat(section(services, name).get("tmpfs")).as(name).isEqualTo(List.of("/tmp:exec,size=64m"));
        }
    }

    @Test
    void letsARequestEndBeforeItStopsTheService() throws IOException {
        String properties =
                Files.readString(ROOT.resolve("gateway/src/main/java/dev/infrahub/gateway/GatewayProperties.java"));
        Duration longestWait = duration(properties, "@DefaultValue\\(\"(\\w+)\"\\) Duration maxWait");
        Duration longestWork = duration(resource("gateway.yaml"), "timeout-per-shutdown-phase: (\\w+)");

        for (String name : ours()) {
            Object grace = section(services, name).get("stop_grace_period");
            assertThat(duration(String.valueOf(grace), "(.*)"))
                    .as(name)
                    .isGreaterThan(longestWait)
                    .isGreaterThan(longestWork);
        }
    }

    private static Duration duration(String text, String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(text);
        assertThat(found.find()).as(pattern).isTrue();
        return DurationStyle.detectAndParse(found.group(1));
    }

    @Test
    void buildsEveryServiceInTheOneStageThatAllShare() throws IOException {
        String image = Files.readString(ROOT.resolve("deploy/docker/Dockerfile"));
        String shared = image.substring(0, image.indexOf("FROM debian"));

        assertThat(shared).doesNotContain("ARG");
        for (String name : ours()) {
            assertThat(section(section(section(services, name), "build"), "args")
                            .get("SERVICE"))
                    .isEqualTo(name);
            assertThat(shared).containsPattern("[ ,/]" + name + "[ ,]");
        }
    }

    @Test
    void documentsTheFirstApprovalAsItIsRun() throws IOException {
        String script = Files.readString(ROOT.resolve("deploy/docker/first-approval"));

        assertThat(Files.readString(ROOT.resolve("docs/containers.md")))
                .contains("```bash\n" + script.substring(script.indexOf("hub=")) + "```");
    }

    @Test
    void publishesTheGatewayAndTheConsoleAloneAndOnLoopback() {
        assertThat(section(services, "gateway").get("ports"))
                .isEqualTo(List.of("${HUB_PUBLISH:-127.0.0.1}:${HUB_PORT:-5100}:5100"));
        assertThat(section(services, "console").get("ports"))
                .isEqualTo(List.of("${HUB_PUBLISH:-127.0.0.1}:${HUB_CONSOLE_PORT:-5101}:5100"));
        assertThat(services.values())
                .filteredOn(service -> ((Map<?, ?>) service).containsKey("ports"))
                .hasSize(2);
    }

    /** Each setting of it that the example names comes to it; where nothing is said, people reach it at the port that is published. */
    @Test
    void handsTheConsoleWhatIsSaidOfIt() throws IOException {
        Map<?, ?> console = environmentOf("console");

        assertThat(console.get("HUB_CONSOLE_URL"))
                .isEqualTo("${HUB_CONSOLE_URL:-http://127.0.0.1:${HUB_CONSOLE_PORT:-5101}}")
                .isEqualTo(environmentOf("gateway").get("HUB_CONSOLE_URL"));
        assertThat(console.get("HUB_API_URL")).isEqualTo("${HUB_API_URL:-http://127.0.0.1:${HUB_PORT:-5100}}");
        assertThat(Files.readString(ROOT.resolve(".env.example"))).contains("\nHUB_CONSOLE_URL=\n", "\nHUB_API_URL=\n");
        assertThat(configurationOf("console"))
                .contains(
                        "${HUB_CONSOLE_SESSION:" + byDefault(console, "HUB_CONSOLE_SESSION") + "}",
                        "${HUB_CONSOLE_IDLE:" + byDefault(console, "HUB_CONSOLE_IDLE") + "}",
                        "${OIDC_SCOPE:" + byDefault(console, "OIDC_SCOPE") + "}");
    }

    private static String byDefault(Map<?, ?> environment, String name) {
        String value = String.valueOf(environment.get(name));
        assertThat(value).startsWith("${" + name + ":-").endsWith("}");
        return value.substring(name.length() + 4, value.length() - 1);
    }

    @ParameterizedTest
    @EnumSource(dev.infrahub.schemas.Service.class)
    void letsEachServiceBeItselfOnKafkaOnceItsGrantsAreInPlace(dev.infrahub.schemas.Service service) {
        Map<?, ?> environment = environmentOf(service.id());
        String password = "KAFKA_" + service.id().toUpperCase(Locale.ROOT).replace('-', '_') + "_PASSWORD";

        assertThat(environment.get("KAFKA_USERNAME")).isEqualTo(service.id());
        assertThat(environment.get("KAFKA_PASSWORD")).asString().startsWith("${" + password + ":?");
        assertThat(environmentOf("kafka-grants").get(password)).isEqualTo(environment.get("KAFKA_PASSWORD"));
        assertThat(section(section(services, service.id()), "depends_on").get("kafka-grants"))
                .isEqualTo(Map.of("condition", "service_completed_successfully"));
    }

    @Test
    void namesEveryVariableThatItInsistsOnInTheExample() throws IOException {
        String example = Files.readString(ROOT.resolve(".env.example"));
        assertThat(Pattern.compile("\\$\\{([A-Z_]+):\\?")
                        .matcher(Files.readString(ROOT.resolve("docker-compose.yml")))
                        .results()
                        .map(variable -> variable.group(1))
                        .distinct())
                .contains("KAFKA_ADMIN_PASSWORD")
                .allSatisfy(name -> assertThat(example).contains("\n" + name + "="));
    }

    /** A container does not start where a file that it is given is missing. */
    @Test
    void makesTheSigningKeysInAServiceWhoseFilesAreThere() throws IOException {
        String setup = Files.readString(ROOT.resolve("deploy/docker/setup"));
        List<String> there = Pattern.compile(": >\"\\$folder/([a-z.-]+)\"")
                .matcher(setup)
                .results()
                .map(file -> file.group(1))
                .toList();
        assertThat(Pattern.compile("--entrypoint java ([a-z-]+)")
                        .matcher(setup)
                        .results()
                        .map(run -> run.group(1)))
                .isNotEmpty()
                .allSatisfy(name ->
                        assertThat(section(services, name).get("secrets")).isEqualTo(there));
    }

    /** Its own file and those that it imports. */
    private static String configurationOf(String service) throws IOException {
        StringBuilder configuration = new StringBuilder(resource(service + ".yaml"));
        for (String library : List.of("events.yaml", "quantumapi.yaml", "ai.yaml")) {
            if (configuration.indexOf("classpath:" + library) >= 0) {
                configuration.append(resource(library));
            }
        }
        return configuration.toString();
    }

    private Map<?, ?> environmentOf(Object service) {
        return section(section(services, service), "environment");
    }

    private static Map<?, ?> compose() {
        YamlMapFactoryBean yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve("docker-compose.yml")));
        return Objects.requireNonNull(yaml.getObject());
    }

    private static Map<?, ?> section(Map<?, ?> parent, Object name) {
        return (Map<?, ?>) Objects.requireNonNull(parent.get(name), name + " is missing");
    }

    private static String resource(String name) throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(ComposeTests.class.getClassLoader().getResourceAsStream(name), name)) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
