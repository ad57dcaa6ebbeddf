package dev.infrahub.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.infrahub.faults.SettingRefused;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.BindHandler;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.handler.NoUnboundElementsBindHandler;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

/** Why a service does not start, in one line. */
class StartFailureTests {

    @Test
    void a_refused_setting_is_told_by_its_own_sentence_wherever_it_is_wrapped() {
        Throwable failure = new IllegalStateException(
                "Failed to bind", new RuntimeException(new SettingRefused("Check POSTGRES_PASSWORD.")));

        FailureAnalysis analysis = Objects.requireNonNull(new SettingRefusedAnalyzer().analyze(failure));

        assertThat(OneLineReporter.line(analysis)).isEqualTo("Check POSTGRES_PASSWORD.");
    }

    @Test
    void a_port_that_is_in_use_is_told_by_the_variable_it_is_set_by() {
        assertThat(portInUse("${HUB_PORT:5100}"))
                .contains("Port 5100 is in use")
                .contains("set HUB_PORT to");
        assertThat(portInUse("${HUB_PORT}")).contains("set HUB_PORT to");
        assertThat(portInUse("5100")).contains("set server.port to");
    }

    @Test
    void what_is_of_another_type_is_told_by_the_variable_and_without_its_value() {
        assertThat(unreadable(Map.of("hub.every", "${HUB_EVERY:5s}", "HUB_EVERY", "secret")))
                .isEqualTo("HUB_EVERY cannot be read as Duration.");
        assertThat(unreadable(Map.of("hub.every", "secret"))).isEqualTo("hub.every cannot be read as Duration.");
    }

    @Test
    void a_setting_that_there_is_not_is_told_by_its_name() {
        assertThat(unreadable(Map.of("hub.every", "1s", "hub.evry", "secret")))
                .isEqualTo("There is no setting hub.evry.");
    }

    @Test
    void what_our_own_code_says_of_a_value_is_left_to_spring_boot() {
        StandardEnvironment environment = environment(Map.of("hub.every", "-1s"));

        assertThat(new UnreadableSettingAnalyzer(environment).analyze(bindIn(environment)))
                .isNull();
    }

    @Test
    void paragraphs_become_one_line() {
        assertThat(OneLineReporter.line(
                        new FailureAnalysis("One:\n\n    two\n", "Do\nthis", new IllegalStateException())))
                .isEqualTo("One: two Do this");
    }

    private static String portInUse(String written) {
        StandardEnvironment environment = environment(Map.of("server.port", written));
        return OneLineReporter.line(
                Objects.requireNonNull(new PortInUseAnalyzer(environment).analyze(new PortInUseException(5100))));
    }

    record Settings(Duration every) {

        Settings {
            if (every.isNegative()) {
                throw new IllegalArgumentException("hub.every is not negative");
            }
        }
    }

    private static String unreadable(Map<String, Object> written) {
        StandardEnvironment environment = environment(written);
        return OneLineReporter.line(
                Objects.requireNonNull(new UnreadableSettingAnalyzer(environment).analyze(bindIn(environment))));
    }

    private static BindException bindIn(StandardEnvironment environment) {
        return catchThrowableOfType(
                BindException.class,
                () -> Binder.get(environment)
                        .bind(
                                "hub",
                                Bindable.of(Settings.class),
                                new NoUnboundElementsBindHandler(BindHandler.DEFAULT)));
    }

    private static StandardEnvironment environment(Map<String, Object> written) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("file", written));
        return environment;
    }
}
