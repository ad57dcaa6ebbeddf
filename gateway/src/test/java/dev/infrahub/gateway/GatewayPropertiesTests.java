package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewayPropertiesTests {

    private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "c2hvcnQtYW5kLXNlY3JldA==", "secret, but not Base64"})
    void aMissingOrUnusableKeyIsNamedWithItsRemedyAndNeverPrinted(String key) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(key))
                // what Spring Boot prints with the reason
                .satisfies(e -> assertThat(e.getProperty()).isNull())
                .havingRootCause()
                .withMessageContaining("HUB_FINGERPRINT_KEY")
                .withMessageContaining("openssl rand -base64 32")
                .withMessageNotContaining("c2hvcn")
                .withMessageNotContaining("secret");
    }

    @Test
    void aUsableKeyIsTakenAndNeverPrinted() {
        assertThat(bind(KEY).toString()).contains("maxBody=67108864B").doesNotContain(KEY);
    }

    @ParameterizedTest
    @CsvSource({
        "requests-per-minute,0,HUB_REQUESTS_PER_MINUTE",
        "operations-under-way,0,HUB_OPERATIONS_UNDER_WAY",
        "failures-per-minute,0,HUB_FAILURES_PER_MINUTE",
        "links-per-minute,-1,HUB_LINKS_PER_MINUTE",
        "key-lifetime,0d,HUB_KEY_LIFETIME",
        "trusted-proxies,-1,HUB_TRUSTED_PROXIES",
        "share-percent,0,HUB_SHARE_PERCENT",
        "share-percent,100,HUB_SHARE_PERCENT"
    })
    void aLimitThatLetsNothingThroughIsNamed(String setting, String value, String variable) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("hub.gateway.fingerprint-key", KEY, "hub.gateway." + setting, value)))
                .havingRootCause()
                .withMessageContaining(variable);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"hub.example.org", "https://", "https://hub.example.org/console", "https://hub.example.org?x"})
    void anAddressOfTheConsoleThatIsNoneIsNamed(String address) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bind(Map.of("hub.gateway.fingerprint-key", KEY, "hub.gateway.console", address)))
                .havingRootCause()
                .withMessageContaining("HUB_CONSOLE_URL");
        assertThat(bind(Map.of("hub.gateway.fingerprint-key", KEY, "hub.gateway.console", "https://hub.example.org/"))
                        .console())
                .isEqualTo("https://hub.example.org");
    }

    private static GatewayProperties bind(String key) {
        return bind(Map.of("hub.gateway.fingerprint-key", key));
    }

    private static GatewayProperties bind(Map<String, String> settings) {
        return new Binder(new MapConfigurationPropertySource(settings))
                .bindOrCreate("hub.gateway", GatewayProperties.class);
    }
}
