package dev.infrahub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.infrahub.embedded.Ports;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTests {

    @Test
    void listensOnLoopbackAtPort5100UnlessToldOtherwise() {
        Settings settings = Settings.from(Map.of());
        assertThat(settings.bindAddress()).isEqualTo("127.0.0.1");
        assertThat(settings.port()).isEqualTo(5100);
        assertThat(settings.home().root()).isAbsolute().hasFileName(".hub");
    }

    @Test
    void putsTheConsoleBehindTheGatewayUnlessToldOtherwise() {
        int free = Ports.free();
        Settings settings =
                Settings.from(Map.of("HUB_PORT", Integer.toString(free - 1), "HUB_BIND_ADDRESS", "0.0.0.0"));
        assertThat(settings.consolePort()).isEqualTo(free);
        assertThat(settings.consoleUrl()).isEqualTo("http://127.0.0.1:" + free);
        assertThat(settings.localConsoleUrl()).isEqualTo(settings.consoleUrl());
        assertThat(settings.url()).isEqualTo("http://127.0.0.1:" + (free - 1));

        Settings told = Settings.from(Map.of("HUB_CONSOLE_PORT", "5109", "HUB_CONSOLE_URL", "https://hub.example.org"));
        assertThat(told.consolePort()).isEqualTo(5109);
        assertThat(told.consoleUrl()).isEqualTo("https://hub.example.org");
        assertThat(told.localConsoleUrl()).isEqualTo("http://127.0.0.1:5109");
        assertThat(Settings.from(Map.of("HUB_PORT", "65535")).consolePort()).isPositive();
    }

    @Test
    void takesAVariableThatIsSetToNothingForOneThatIsNotSet() {
        assertThat(Settings.from(Map.of("POSTGRES_HOST", " ")).value("POSTGRES_HOST"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "http", "0", "-1", "65536", "99999999999"})
    void namesThePortThatIsNone(String port) {
        assertThatThrownBy(() -> Settings.from(Map.of("HUB_PORT", port)))
                .hasMessageContaining("HUB_PORT")
                .hasMessageContaining("'" + port + "'");
    }
}
