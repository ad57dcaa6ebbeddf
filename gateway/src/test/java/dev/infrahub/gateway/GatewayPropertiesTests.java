package dev.infrahub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class GatewayPropertiesTests {

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
        String key = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

        assertThat(bind(key).toString()).contains("maxBody=67108864B").doesNotContain(key);
    }

    private static GatewayProperties bind(String key) {
        return new Binder(new MapConfigurationPropertySource(Map.of("hub.gateway.fingerprint-key", key)))
                .bindOrCreate("hub.gateway", GatewayProperties.class);
    }
}
