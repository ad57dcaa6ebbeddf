package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** What services do not log where they are alone, they do not log in one process: Spring sets up no logging there. */
class LogsTests {

    private static final Path ROOT = Path.of(System.getProperty("hub.project.root"));
    private static final String LEVEL = "logging.level[";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "platform/events/src/main/resources/events.yaml",
                "platform/supervision/src/main/resources/supervision.yaml"
            })
    void levels_of_services_are_those_of_one_process(String file) throws Exception {
        YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(ROOT.resolve(file)));
        Properties settings = Objects.requireNonNull(yaml.getObject());
        String logback = Files.readString(ROOT.resolve("deploy/standalone/src/main/resources/logback.xml"));

        assertThat(settings.stringPropertyNames())
                .filteredOn(name -> name.startsWith(LEVEL))
                .isNotEmpty()
                .allSatisfy(name -> assertThat(logback)
                        .contains("<logger name=\"%s\" level=\"%s\" />"
                                .formatted(
                                        name.substring(LEVEL.length(), name.length() - 1),
                                        settings.getProperty(name).toUpperCase(Locale.ROOT))));
    }
}
